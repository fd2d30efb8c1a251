package dev.mediajobs.local.speech;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import javax.sound.sampled.AudioFileFormat;
import javax.sound.sampled.AudioFormat;
import javax.sound.sampled.AudioInputStream;
import javax.sound.sampled.AudioSystem;

/** Makes recordings in memory. */
public final class Recordings {

  private Recordings() {}

  /** Digital silence. */
  public static short[] silence(Duration length) {
    return new short[(int) SpeechAudio.samples(length)];
  }

  /** Something that rises and falls like syllables, four a second, but means nothing. */
  public static short[] babble(Duration length) {
    short[] samples = silence(length);
    for (int i = 0; i < samples.length; i++) {
      double time = (double) i / SpeechAudio.SAMPLE_RATE;
      double syllable = Math.pow(Math.sin(Math.PI * 4 * time), 2);
      samples[i] = (short) (8000 * syllable * Math.sin(2 * Math.PI * 150 * time));
    }
    return samples;
  }

  /** A tone that does not vary. */
  public static short[] tone(Duration length, double hertz) {
    short[] samples = silence(length);
    for (int i = 0; i < samples.length; i++) {
      samples[i] = (short) (8000 * Math.sin(2 * Math.PI * hertz * i / SpeechAudio.SAMPLE_RATE));
    }
    return samples;
  }

  /** One after the other. */
  public static short[] joined(List<short[]> parts) {
    short[] all = new short[parts.stream().mapToInt(part -> part.length).sum()];
    int at = 0;
    for (short[] part : parts) {
      System.arraycopy(part, 0, all, at, part.length);
      at += part.length;
    }
    return all;
  }

  /** A recording that is read from memory. */
  public static SpeechAudio audio(short[] samples) {
    return new SpeechAudio() {
      private int read;

      @Override
      public int read(short[] buffer) {
        if (read == samples.length) {
          return -1;
        }
        int taken = Math.min(buffer.length, samples.length - read);
        System.arraycopy(samples, read, buffer, 0, taken);
        read += taken;
        return taken;
      }

      @Override
      public void close() {
        read = samples.length;
      }
    };
  }

  /** A WAV file of 16 kHz. */
  public static byte[] wav(short[] samples) {
    return wav(samples, SpeechAudio.SAMPLE_RATE, 1);
  }

  /** A WAV file in which every channel holds the same samples. */
  public static byte[] wav(short[] samples, int sampleRate, int channels) {
    ByteBuffer bytes =
        ByteBuffer.allocate(2 * samples.length * channels).order(ByteOrder.LITTLE_ENDIAN);
    for (short sample : samples) {
      for (int channel = 0; channel < channels; channel++) {
        bytes.putShort(sample);
      }
    }
    AudioFormat format = new AudioFormat(sampleRate, 16, channels, true, false);
    ByteArrayOutputStream file = new ByteArrayOutputStream();
    try {
      AudioSystem.write(
          new AudioInputStream(new ByteArrayInputStream(bytes.array()), format, samples.length),
          AudioFileFormat.Type.WAVE,
          file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return file.toByteArray();
  }

  /** A passage that begins at the start of a recording. */
  static Passage passage(short[] samples) {
    return new Passage(0, Arrays.copyOf(samples, samples.length));
  }
}
