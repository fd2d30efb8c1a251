package dev.mediajobs.local.sample;

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

/** Speaks English with FreeTTS. One voice may be used from one thread at a time. */
public final class SyntheticVoice {

  /** Samples a second of what a voice says. */
  public static final int SAMPLE_RATE = 16_000;

  private final Voice voice;
  private final float size;

  private SyntheticVoice(float pitch, float size, float pace) {
    // Without it FreeTTS looks for a list of voices beside its jar and warns that there is none.
    System.setProperty("freetts.voices", KevinVoiceDirectory.class.getName());
    voice =
        Arrays.stream(new KevinVoiceDirectory().getVoices())
            .filter(each -> each.getName().equals("kevin16"))
            .findFirst()
            .orElseThrow(() -> new IllegalStateException("FreeTTS came without its voice kevin16"));
    voice.allocate();
    voice.setPitch(pitch / size);
    voice.setDurationStretch(size / pace);
    this.size = size;
  }

  /** FreeTTS's own man, a little slower than by default. */
  public static SyntheticVoice man() {
    return new SyntheticVoice(100, 1, 0.95f);
  }

  /** The same speaker with a shorter throat: resampled, so that pitch and timbre both rise. */
  public static SyntheticVoice woman() {
    return new SyntheticVoice(165, 1.15f, 0.95f);
  }

  /** Says a text; the samples are 16 bits wide, of one channel. */
  public short[] say(String text) {
    CapturedAudio captured = new CapturedAudio();
    voice.setAudioPlayer(captured);
    if (!voice.speak(text)) {
      throw new IllegalStateException("FreeTTS could not say: " + text);
    }
    return resampled(captured.bytes());
  }

  private short[] resampled(byte[] bigEndian) {
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
