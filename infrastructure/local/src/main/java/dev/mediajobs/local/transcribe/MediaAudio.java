package dev.mediajobs.local.transcribe;

import dev.mediajobs.local.speech.SpeechAudio;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import javax.sound.sampled.AudioFormat;
import javax.sound.sampled.AudioInputStream;
import javax.sound.sampled.AudioSystem;
import javax.sound.sampled.UnsupportedAudioFileException;

/** The sound of FLAC or WAV media, brought to what the recogniser hears, while it is read. */
final class MediaAudio implements SpeechAudio {

  private static final long LONGEST = 4L * 60 * 60 * SAMPLE_RATE;
  private static final int BUFFER = 1 << 16;
  private static final AudioFormat HEARD = new AudioFormat(SAMPLE_RATE, 16, 1, true, false);

  private static final String NO_AUDIO =
      "The data in your input file isn't valid. Check the media file and try your request again.";

  private final MediaContainer container;
  private final int sampleRate;
  private final AudioInputStream stream;
  private byte[] bytes = new byte[0];
  private long samplesRead;

  private MediaAudio(MediaContainer container, AudioInputStream stream) {
    this.container = container;
    this.sampleRate = Math.round(stream.getFormat().getSampleRate());
    this.stream =
        stream.getFormat().matches(HEARD) ? stream : AudioSystem.getAudioInputStream(HEARD, stream);
  }

  /**
   * Opens media.
   *
   * @param source is closed with the audio, or at once if the media is unusable
   * @param declaredFormat what the client says the format is
   * @param declaredRate what the client says the sample rate is
   * @throws UnusableMediaException if it is not what the client says or can't be decoded
   * @throws IOException if the source can't be read
   */
  static MediaAudio open(
      InputStream source, Optional<String> declaredFormat, Optional<Integer> declaredRate)
      throws IOException {
    try {
      BufferedInputStream buffered = new BufferedInputStream(source, BUFFER);
      buffered.mark(MediaContainer.SIGNATURE);
      MediaContainer container = MediaContainer.of(buffered.readNBytes(MediaContainer.SIGNATURE));
      buffered.reset();
      if (container == MediaContainer.UNKNOWN) {
        throw new UnusableMediaException(NO_AUDIO);
      }
      if (declaredFormat.isPresent() && !container.is(declaredFormat.get())) {
        throw new UnusableMediaException(
            "The media format provided does not match the detected media format. Check the media"
                + " format and try your request again.");
      }
      AudioInputStream stream = decoded(container, buffered);
      check(stream.getFormat(), declaredRate);
      return new MediaAudio(container, stream);
    } catch (IOException e) {
      source.close();
      throw e;
    }
  }

  private static AudioInputStream decoded(MediaContainer container, InputStream source)
      throws IOException {
    return switch (container) {
      case FLAC -> flac(source);
      case WAV -> wav(source);
      case MP3, MP4, OGG, AMR, WEBM ->
          throw new UnusableMediaException(
              "Unsupported media format. The local service decodes FLAC and WAV only, not "
                  + container.format()
                  + ".");
      case UNKNOWN -> throw new UnusableMediaException(NO_AUDIO);
    };
  }

  private static AudioInputStream flac(InputStream source) throws IOException {
    try {
      FlacStream flac = new FlacStream(source);
      return new AudioInputStream(flac, flac.format(), AudioSystem.NOT_SPECIFIED);
    } catch (IOException e) {
      throw new UnusableMediaException(NO_AUDIO, e);
    }
  }

  private static AudioInputStream wav(InputStream source) throws IOException {
    try {
      return AudioSystem.getAudioInputStream(source);
    } catch (UnsupportedAudioFileException e) {
      throw new UnusableMediaException(NO_AUDIO, e);
    }
  }

  private static void check(AudioFormat format, Optional<Integer> declaredRate)
      throws UnusableMediaException {
    int rate = Math.round(format.getSampleRate());
    if (rate < 8000 || rate > 48000) {
      throw new UnusableMediaException(
          "Invalid sample rate for audio file. The sample rate must be between 8000 and 48000 hertz.");
    }
    if (declaredRate.isPresent() && declaredRate.get() != rate) {
      throw new UnusableMediaException(
          "The sample rate provided does not match the detected sample rate. Check the sample rate"
              + " and try your request again.");
    }
    if (format.getChannels() > 2) {
      throw new UnusableMediaException(
          "Invalid number of channels: number of channels too large. The media file may have two"
              + " channels at most.");
    }
  }

  MediaContainer container() {
    return container;
  }

  /** Samples a second of the media itself. */
  int sampleRate() {
    return sampleRate;
  }

  @Override
  public int read(short[] buffer) throws IOException {
    if (bytes.length < 2 * buffer.length) {
      bytes = new byte[2 * buffer.length];
    }
    int read = stream.readNBytes(bytes, 0, 2 * buffer.length) / 2;
    if (read == 0) {
      return -1;
    }
    samplesRead += read;
    if (samplesRead > LONGEST) {
      throw new UnusableMediaException(
          "The input media file length is too large. Maximum audio duration is 4.000000 hours."
              + " Check the length of the media file and try your request again.");
    }
    for (int i = 0; i < read; i++) {
      buffer[i] = (short) ((bytes[2 * i] & 0xFF) | bytes[2 * i + 1] << 8);
    }
    return read;
  }

  @Override
  public void close() throws IOException {
    stream.close();
  }
}
