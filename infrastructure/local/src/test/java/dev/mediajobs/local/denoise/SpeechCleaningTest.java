package dev.mediajobs.local.denoise;

import static dev.mediajobs.local.denoise.Fidelity.lag;
import static dev.mediajobs.local.denoise.Fidelity.siSdr;
import static dev.mediajobs.local.denoise.Noises.mixed;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.mediajobs.local.denoise.CleaningRoom.Cleaned;
import dev.mediajobs.local.sample.SyntheticVoice;
import dev.mediajobs.worker.denoise.NoiseProfile;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@TestInstance(Lifecycle.PER_CLASS)
final class SpeechCleaningTest {
  private static final String[] EXACT = {"-c:a", "pcm_f32le"};
  private static final double PAUSE = 0.7;

  private CleaningRoom room;
  private List<float[]> sentences;
  private List<float[]> voices;
  private float[] speech;

  @BeforeAll
  void speak(@TempDir Path folder) throws Exception {
    room = new CleaningRoom(folder);
    sentences = room.sentences(SyntheticVoice.man());
    voices = new ArrayList<>(sentences);
    voices.addAll(room.sentences(SyntheticVoice.woman()));
    speech = CleaningRoom.withPauses(sentences, PAUSE);
  }

  @AfterAll
  void close() {
    room.close();
  }

  private float[] noise(String name) {
    return switch (name) {
      case "white" -> Noises.white(speech.length);
      case "pink" -> Noises.pink(speech.length);
      case "babble" -> Noises.babble(voices, speech.length);
      default -> throw new IllegalArgumentException(name);
    };
  }

  @ParameterizedTest
  @CsvSource({"white, 8", "pink, 4.5", "babble, 1"})
  void noiseFiveDecibelsUnderSpeechIsTakenAwayWithoutMovingASample(String noise, double gain)
      throws Exception {
    float[] noisy = mixed(speech, noise(noise), 5);

    Cleaned cleaned = room.clean(noisy, "wav", EXACT);

    double before = siSdr(speech, noisy);
    double after = siSdr(speech, cleaned.samples());
    assertThat(after - before).isGreaterThanOrEqualTo(gain);
    assertThat(lag(speech, cleaned.samples())).isZero();
    assertThat(cleaned.result().samples()).isEqualTo(speech.length);
    assertThat(cleaned.result().after().whole()).isLessThan(cleaned.result().before().whole());
  }

  @ParameterizedTest
  @CsvSource({"8000, white", "8000, pink", "16000, white", "44100, white", "44100, pink"})
  void recordingsOfOtherRatesGainToo(String rate, String noise) throws Exception {
    float[] noisy = mixed(speech, noise(noise), 5);

    Cleaned cleaned = room.clean(noisy, "wav", "-ar", rate, "-c:a", "pcm_s16le");
    float[] cleanInThatRate = room.clean(speech, "wav", "-ar", rate).samples();
    int length = Math.min(cleanInThatRate.length, cleaned.samples().length);

    assertThat(length).isCloseTo(speech.length, within(48));
    assertThat(siSdr(cleanInThatRate, cleaned.samples())).isGreaterThan(5 + 4.5);
    assertThat(lag(cleanInThatRate, cleaned.samples())).isZero();
  }

  @ParameterizedTest
  @ValueSource(strings = {"flac", "mp3", "m4a", "ogg"})
  void cleanSpeechStaysAsItIs(String ending) throws Exception {
    Cleaned cleaned = room.clean(speech, ending, "-b:a", "96k");

    // What the coding did to it is not the cleaning's doing.
    float[] asRecorded = room.recorded(ending);
    assertThat(siSdr(asRecorded, cleaned.samples())).isGreaterThan(25);
    assertThat(lag(asRecorded, cleaned.samples())).isZero();
  }

  @ParameterizedTest
  @ValueSource(doubles = {30, 35, 40, 50})
  void speechInAQuietRoomLosesNothingAudible(double distance) throws Exception {
    float[] recorded = mixed(speech, noise("pink"), distance);

    Cleaned cleaned = room.clean(recorded, "wav", EXACT);

    assertThat(siSdr(recorded, cleaned.samples())).isGreaterThan(25);
    assertThat(siSdr(speech, cleaned.samples())).isGreaterThan(distance - 0.5);
  }

  @Test
  void speechWithoutAPauseIsLeftAsItIs() throws Exception {
    float[] breathless = CleaningRoom.withPauses(voiced(), 0);

    Cleaned cleaned = room.clean(breathless, "wav", EXACT);

    assertThat(cleaned.profile()).isInstanceOf(NoiseProfile.Nothing.class);
    assertThat(siSdr(breathless, cleaned.samples())).isGreaterThan(60);
  }

  /** The sentences without the silence that a voice leaves around them. */
  private List<float[]> voiced() {
    return sentences.stream().map(SpeechCleaningTest::voiced).toList();
  }

  private static float[] voiced(float[] sentence) {
    int block = CleaningRoom.RATE / 20;
    float[] kept = new float[sentence.length];
    int length = 0;
    for (int from = 0; from + block <= sentence.length; from += block) {
      double power = 0;
      for (int i = from; i < from + block; i++) {
        power += sentence[i] * sentence[i] / block;
      }
      if (power > 1e-5) {
        System.arraycopy(sentence, from, kept, length, block);
        length += block;
      }
    }
    return Arrays.copyOf(kept, length);
  }

  @ParameterizedTest
  @CsvSource({"white, 5", "white, 15", "white, 25", "pink, 5", "pink, 15", "pink, 25"})
  void noisySpeechWithoutAPauseIsNeverMadeWorse(String noise, double distance) throws Exception {
    float[] breathless = CleaningRoom.withPauses(voiced(), 0);
    float[] noisy = mixed(breathless, noise(noise), distance);

    Cleaned cleaned = room.clean(noisy, "wav", EXACT);

    assertThat(siSdr(breathless, cleaned.samples())).isGreaterThan(distance - 0.5);
  }

  @Test
  void digitalSilenceInFrontOfANoisyRecordingHidesNoNoise() throws Exception {
    float[] noisy = mixed(speech, noise("white"), 5);
    int silence = 2 * CleaningRoom.RATE;
    float[] later = new float[silence + noisy.length];
    System.arraycopy(noisy, 0, later, silence, noisy.length);
    float[] wanted = new float[later.length];
    System.arraycopy(speech, 0, wanted, silence, speech.length);

    Cleaned cleaned = room.clean(later, "wav", EXACT);

    assertThat(siSdr(wanted, cleaned.samples()) - siSdr(wanted, later)).isGreaterThan(8);
  }
}
