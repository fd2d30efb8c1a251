package dev.mediajobs.local.transcribe;

import java.io.IOException;
import java.io.InputStream;
import javax.sound.sampled.AudioFormat;
import org.jflac.FLACDecoder;
import org.jflac.frame.Frame;
import org.jflac.metadata.StreamInfo;
import org.jflac.util.ByteData;

/**
 * Decodes FLAC frame by frame; the length in its header, which a piped encoder can't know, is not
 * needed.
 */
final class FlacStream extends InputStream {

  private final FLACDecoder decoder;
  private final InputStream source;
  private final AudioFormat format;
  private byte[] decoded = new byte[0];
  private int length;
  private int read;

  FlacStream(InputStream source) throws IOException {
    this.source = source;
    this.decoder = new FLACDecoder(source);
    try {
      decoder.readMetadata();
      StreamInfo info = decoder.getStreamInfo();
      if (info == null) {
        throw new IOException("FLAC without a STREAMINFO block");
      }
      format = info.getAudioFormat();
    } catch (RuntimeException e) {
      // The decoder does not check its indices; damaged input shows as their exceptions.
      throw new IOException("Damaged FLAC header", e);
    }
  }

  AudioFormat format() {
    return format;
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
  }

  @Override
  public int read(byte[] buffer, int offset, int wanted) throws IOException {
    if (wanted == 0) {
      return 0;
    }
    while (read == length) {
      if (!decode()) {
        return -1;
      }
    }
    int taken = Math.min(wanted, length - read);
    System.arraycopy(decoded, read, buffer, offset, taken);
    read += taken;
    return taken;
  }

  private boolean decode() throws IOException {
    try {
      Frame frame = decoder.readNextFrame();
      if (frame == null) {
        return false;
      }
      ByteData data = decoder.decodeFrame(frame, null);
      decoded = data.getData();
      length = data.getLen();
      read = 0;
      return true;
    } catch (RuntimeException e) {
      throw new IOException("Damaged FLAC frame", e);
    }
  }

  @Override
  public void close() throws IOException {
    source.close();
  }
}
