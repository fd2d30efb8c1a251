package dev.mediajobs.worker.denoise;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.mediajobs.worker.media.BundledFfmpeg;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class LevelMeterTest {
  private static final SoundLevels ANY = new SoundLevels(-20, -40);
  private static final NoiseProfile NOISE =
      new NoiseProfile.Noise(
          ANY,
          new NoiseProfile.QuietPlace(Duration.ZERO, -40),
          List.of(new ChannelNoise(-40, Collections.nCopies(15, 0.0), false)));

  @TempDir private Path folder;

  private static SoundLevels heard(double[]... channels) {
    QuietPlaceSearch search = new QuietPlaceSearch(Sounds.RATE, channels.length);
    byte[] pcm = Sounds.pcm(channels);
    search.write(pcm, 0, pcm.length);
    return search.levels();
  }

  /** What ffmpeg says of the same sound, as it says it of a cleaned one. */
  private SoundLevels told(double[]... channels) throws Exception {
    Path raw = Files.write(folder.resolve("sound.raw"), Sounds.pcm(channels));
    LevelWatch watch = new LevelWatch(NOISE);
    BundledFfmpeg.get()
        .run(
            List.of(
                "-f",
                "s16le",
                "-ar",
                Integer.toString(Sounds.RATE),
                "-ac",
                Integer.toString(channels.length),
                "-i",
                raw.toString(),
                "-af",
                watch.filter(),
                "-f",
                "null",
                "-"),
            Duration.ofSeconds(30),
            OutputStream.nullOutputStream(),
            watch::read);
    return watch.levels();
  }

  @ParameterizedTest
  @ValueSource(doubles = {0.02, 0.3, 3})
  void aRecordingIsMeasuredAsItsCleanedSoundIs(double seconds) throws Exception {
    double[] left = Sounds.sum(Sounds.bursts(seconds), Sounds.noise(seconds, -40));
    double[] right = Sounds.noise(seconds, -50);

    SoundLevels levels = heard(left, right);

    SoundLevels told = told(left, right);
    assertThat(levels.whole()).isCloseTo(told.whole(), within(0.001));
    assertThat(levels.quietest()).isCloseTo(told.quietest(), within(0.001));
  }

  @Test
  void theQuietestPartOfTheQuietestChannelCounts() {
    double[] right = Sounds.noise(2, -20);
    System.arraycopy(Sounds.noise(0.5, -50), 0, right, Sounds.RATE, Sounds.RATE / 2);

    SoundLevels levels = heard(Sounds.noise(2, -30), right);

    assertThat(levels.quietest()).isCloseTo(-50, within(1.0));
    assertThat(levels.whole()).isCloseTo(-23.6, within(0.5));
  }

  @Test
  void digitalSilenceHasNoLevel() {
    assertThat(heard(new double[2 * Sounds.RATE]))
        .isEqualTo(new SoundLevels(Double.NEGATIVE_INFINITY, Double.NEGATIVE_INFINITY));
  }

  @Test
  void aSoundThatNothingIsTakenAwayFromIsAsLoudAsItWas() throws Exception {
    LevelWatch watch =
        new LevelWatch(
            new NoiseProfile.Nothing(ANY, NoiseProfile.Reason.NO_PAUSE, Optional.empty()));

    assertThat(watch.levels()).isEqualTo(ANY);
  }
}
