package dev.mediajobs.local.identity;

import dev.mediajobs.api.identity.Identity;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import org.eclipse.jetty.util.Fields;
import org.eclipse.jetty.util.UrlEncoded;

/**
 * Who wants to be signed in, and for how long.
 *
 * @param user 1 to 255 printable characters
 * @param lifetime an hour to a week
 */
record TokenRequest(String user, Duration lifetime) {

  private static final Duration SHORTEST = Duration.ofHours(1);
  private static final Duration LONGEST = Duration.ofDays(7);

  /** A request that is no such one, with an error code of RFC 6749, section 5.2. */
  static final class UnusableException extends Exception {
    private final String code;

    private UnusableException(String code, String description) {
      super(description);
      this.code = code;
    }

    String code() {
      return code;
    }

    String description() {
      return Objects.requireNonNull(getMessage());
    }
  }

  /**
   * Reads the body of a request, a form as of RFC 6749 with {@code grant_type}, {@code username}
   * and {@code lifetime} in seconds.
   *
   * @throws UnusableException when it is none
   */
  static TokenRequest parse(String form) throws UnusableException {
    Fields fields = new Fields();
    try {
      UrlEncoded.decodeUtf8To(form, 0, form.length(), fields);
    } catch (IllegalArgumentException e) {
      throw new UnusableException("invalid_request", "the body must be a form");
    }
    if (!DevelopmentIssuer.GRANT.equals(fields.getValue("grant_type"))) {
      throw new UnusableException(
          "unsupported_grant_type", "grant_type must be " + DevelopmentIssuer.GRANT);
    }
    String user =
        Optional.ofNullable(fields.getValue("username"))
            .filter(Identity::isSubject)
            .orElseThrow(
                () ->
                    new UnusableException(
                        "invalid_request", "username must be 1 to 255 printable characters"));
    return new TokenRequest(user, lifetime(Optional.ofNullable(fields.getValue("lifetime"))));
  }

  private static Duration lifetime(Optional<String> seconds) throws UnusableException {
    return seconds
        .filter(text -> text.matches("[0-9]{1,9}"))
        .map(text -> Duration.ofSeconds(Long.parseLong(text)))
        .filter(length -> length.compareTo(SHORTEST) >= 0 && length.compareTo(LONGEST) <= 0)
        .orElseThrow(
            () ->
                new UnusableException(
                    "invalid_request",
                    "lifetime must be %d to %d seconds"
                        .formatted(SHORTEST.toSeconds(), LONGEST.toSeconds())));
  }
}
