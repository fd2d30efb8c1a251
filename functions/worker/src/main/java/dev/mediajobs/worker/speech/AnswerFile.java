package dev.mediajobs.worker.speech;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Keeps what an engine answers, up to a bound. Faults of the disk and answers without end are told
 * apart from faults of the connection, after which the same may be received again.
 */
final class AnswerFile {
  private static final int BUFFER = 64 * 1024;

  private final Path file;
  private final long mostBytes;
  private boolean tooLong;

  AnswerFile(Path file, long mostBytes) {
    this.file = file;
    this.mostBytes = mostBytes;
  }

  /** The disk's fault, not the connection's. */
  private static final class NotKept extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private final IOException reason;

    private NotKept(IOException reason) {
      super(reason);
      this.reason = reason;
    }
  }

  /**
   * Keeps all of an answer in place of what was received before, or stops at the bound.
   *
   * @throws IOException when the connection fails
   * @throws RuntimeException when the file can't be written; {@link #rethrow} tells
   */
  void receive(InputStream answer) throws IOException {
    tooLong = false;
    byte[] buffer = new byte[BUFFER];
    long kept = 0;
    try (OutputStream out = opened()) {
      for (int count = answer.read(buffer); count >= 0; count = answer.read(buffer)) {
        kept += count;
        if (kept > mostBytes) {
          tooLong = true;
          return;
        }
        write(out, buffer, count);
      }
    }
  }

  private OutputStream opened() {
    try {
      return Files.newOutputStream(file);
    } catch (IOException e) {
      throw new NotKept(e);
    }
  }

  private static void write(OutputStream out, byte[] buffer, int count) {
    try {
      out.write(buffer, 0, count);
    } catch (IOException e) {
      throw new NotKept(e);
    }
  }

  /** Whether nothing was received. */
  boolean isEmpty() throws IOException {
    return Files.size(file) == 0;
  }

  /**
   * Ends the receiving.
   *
   * @throws SpeechException when the answer was too long
   */
  void check() throws SpeechException {
    if (tooLong) {
      throw SpeechException.passing(
          "the engine answered more than %,d bytes to one piece of text".formatted(mostBytes),
          Optional.empty());
    }
  }

  /**
   * Throws on what {@link #receive} threw about the file, from anywhere among the causes.
   *
   * @throws IOException when that was it
   */
  static void rethrow(Throwable failure) throws IOException {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof NotKept notKept) {
        throw notKept.reason;
      }
    }
  }
}
