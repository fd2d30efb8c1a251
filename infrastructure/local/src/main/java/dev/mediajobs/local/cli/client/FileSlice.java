package dev.mediajobs.local.cli.client;

import com.google.common.io.ByteStreams;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A stretch of a file as the body of a request, read while it is sent.
 *
 * @param file the file
 * @param offset where the stretch begins, in bytes
 * @param length how long it is, in bytes, at least 1
 */
record FileSlice(Path file, long offset, long length) {

  /**
   * The stretch as a body of exactly {@link #length} bytes.
   *
   * @param read set to how many bytes of the body have been taken so far
   */
  BodyPublisher body(AtomicLong read) {
    return BodyPublishers.fromPublisher(BodyPublishers.ofInputStream(() -> open(read)), length);
  }

  private InputStream open(AtomicLong read) {
    try {
      FileChannel channel = FileChannel.open(file, StandardOpenOption.READ);
      channel.position(offset);
      read.set(0);
      return new Counted(ByteStreams.limit(Channels.newInputStream(channel), length), read);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static final class Counted extends FilterInputStream {
    private final AtomicLong read;

    Counted(InputStream in, AtomicLong read) {
      super(in);
      this.read = read;
    }

    @Override
    public int read() throws IOException {
      int one = super.read();
      if (one >= 0) {
        read.incrementAndGet();
      }
      return one;
    }

    @Override
    public int read(byte[] buffer, int start, int count) throws IOException {
      int taken = super.read(buffer, start, count);
      if (taken > 0) {
        read.addAndGet(taken);
      }
      return taken;
    }
  }
}
