package dev.mediajobs.worker.media;

import dev.mediajobs.worker.media.MediaException.Kind;
import java.util.Optional;
import java.util.Set;

/**
 * What ffmpeg's numeric errors say about a source.
 *
 * @see <a href="https://ffmpeg.org/doxygen/7.1/error_8h.html">libavutil/error.h</a>
 */
final class ErrorCode {
  private static final int UNAUTHORIZED = http('4', '0', '1');
  private static final int FORBIDDEN = http('4', '0', '3');
  private static final int NOT_FOUND = http('4', '0', '4');
  private static final int BAD_REQUEST = http('4', '0', '0');
  private static final int TOO_MANY_REQUESTS = http('4', '2', '9');
  private static final int SERVER_ERROR = http('5', 'X', 'X');

  /**
   * Numbers of Linux's errno.h for what can only happen to a connection: EPIPE, ENETDOWN,
   * ENETUNREACH, ECONNABORTED, ECONNRESET, ETIMEDOUT, ECONNREFUSED, EHOSTUNREACH. EIO is not among
   * them: files that end too early give it too.
   */
  private static final Set<Integer> CONNECTION =
      Set.of(-32, -100, -101, -103, -104, -110, -111, -113);

  private ErrorCode() {}

  private static int http(char first, char second, char third) {
    return -(0xF8 | (first << 8) | (second << 16) | (third << 24));
  }

  /**
   * Why the source itself could not be read; empty when it was read, and what was in it is to
   * blame.
   */
  static Optional<Kind> sourceFailure(int code) {
    if (code == FORBIDDEN || code == NOT_FOUND || code == UNAUTHORIZED) {
      return Optional.of(Kind.GONE);
    }
    // S3 answers 400 to an address whose credentials have expired, which a fresh address cures.
    boolean passing = code == BAD_REQUEST || code == TOO_MANY_REQUESTS || code == SERVER_ERROR;
    if (passing || CONNECTION.contains(code)) {
      return Optional.of(Kind.UNREACHABLE);
    }
    return Optional.empty();
  }
}
