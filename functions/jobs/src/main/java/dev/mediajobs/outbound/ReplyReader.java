package dev.mediajobs.outbound;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.ProtocolException;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads the head of an answer of HTTP/1.1 (RFC 9112), of any length up to a bound. */
final class ReplyReader {

  private static final int LONGEST_HEAD = 16 * 1024;
  private static final int FIRST_FINAL = 200;
  private static final String RETRY_AFTER = "retry-after:";
  private static final Pattern STATUS_LINE = Pattern.compile("HTTP/1\\.[01] ([1-9][0-9]{2})( .*)?");

  private final InputStream input;
  private int read;

  ReplyReader(InputStream input) {
    this.input = input;
  }

  /**
   * Reads it; what is only preliminary is passed over.
   *
   * @throws IOException when it is no such answer, or too long
   */
  Reply read() throws IOException {
    int status = status(line());
    while (status < FIRST_FINAL) {
      Optional<String> _ = retryAfter();
      status = status(line());
    }
    return new Reply(status, retryAfter());
  }

  private static int status(String line) throws ProtocolException {
    Matcher matcher = STATUS_LINE.matcher(line);
    if (!matcher.matches()) {
      throw new ProtocolException("the answer is not HTTP/1.1");
    }
    return Integer.parseInt(matcher.group(1));
  }

  /** Reads all header lines and the empty one after them. */
  private Optional<String> retryAfter() throws IOException {
    Optional<String> found = Optional.empty();
    for (String line = line(); !line.isEmpty(); line = line()) {
      if (line.regionMatches(true, 0, RETRY_AFTER, 0, RETRY_AFTER.length())) {
        found = Optional.of(line.substring(RETRY_AFTER.length()).strip());
      }
    }
    return found;
  }

  private String line() throws IOException {
    StringBuilder line = new StringBuilder();
    while (true) {
      int next = input.read();
      read++;
      if (next < 0) {
        throw new EOFException("the answer broke off");
      }
      if (read > LONGEST_HEAD) {
        throw new ProtocolException("the head of the answer is too long");
      }
      if (next == '\n') {
        int end = line.length();
        return end > 0 && line.charAt(end - 1) == '\r'
            ? line.substring(0, end - 1)
            : line.toString();
      }
      line.append((char) next);
    }
  }
}
