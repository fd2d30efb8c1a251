package dev.mediajobs.local.voice;

import com.sun.speech.freetts.Voice;
import com.sun.speech.freetts.en.us.cmu_us_kal.KevinVoiceDirectory;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import javax.sound.sampled.AudioFormat;
import javax.sound.sampled.AudioInputStream;
import javax.sound.sampled.AudioSystem;

/**
 * Speaks English with FreeTTS, some 280 times faster than real time. The same text said in the same
 * manner gives the same samples. Threads wait for each other.
 */
public final class Synthesizer {

  /** Samples a second of all that is said. */
  public static final int SAMPLE_RATE = 16_000;

  private final Voice voice;

  /** Loads the voice, which takes about a second. */
  public Synthesizer() {
    // Without it FreeTTS looks for a list of voices beside its jar and warns that there is none.
    System.setProperty("freetts.voices", KevinVoiceDirectory.class.getName());
    voice =
        Arrays.stream(new KevinVoiceDirectory().getVoices())
            .filter(each -> each.getName().equals("kevin16"))
            .findFirst()
            .orElseThrow(() -> new IllegalStateException("FreeTTS came without its voice kevin16"));
    voice.allocate();
  }

  /**
   * Says a text. What can't be spoken is left out, so there may be no sound at all.
   *
   * @return samples of 16 bits, of one channel
   */
  public synchronized short[] say(String text, Manner manner) {
    CapturedAudio captured = new CapturedAudio();
    voice.setAudioPlayer(captured);
    voice.setPitch(manner.pitch() / manner.size());
    voice.setDurationStretch(manner.size() / manner.pace());
    if (!voice.speak(text)) {
      throw new IllegalStateException("FreeTTS could not say: " + text);
    }
    return resampled(captured.bytes(), manner.size());
  }

  /** Played faster, so that pitch and resonances rise together, as with a shorter throat. */
  private static short[] resampled(byte[] bigEndian, float size) {
    AudioFormat spoken = new AudioFormat(SAMPLE_RATE * size, 16, 1, true, true);
    AudioFormat wanted = new AudioFormat(SAMPLE_RATE, 16, 1, true, false);
    try (AudioInputStream source =
            new AudioInputStream(
                new ByteArrayInputStream(bigEndian), spoken, bigEndian.length / 2);
        AudioInputStream converted = AudioSystem.getAudioInputStream(wanted, source)) {
      byte[] bytes = converted.readAllBytes();
      short[] samples = new short[bytes.length / 2];
      ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).asShortBuffer().get(samples);
      return samples;
    } catch (IOException e) {
      throw new UncheckedIOException("Speech in memory could not be resampled", e);
    }
  }
}
