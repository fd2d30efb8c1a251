package dev.mediajobs.api.identity;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.regex.Pattern;

/**
 * Judges tokens by the rules of RFC 7519 and RFC 8725. The library that knows signatures takes a
 * tenth of a second to load, so only the classes that are needed for a token touch it: {@link
 * SignedToken} and {@link PublicKeys}.
 */
final class TokenVerifier {

  /** By how much the issuer's clock and ours may differ. */
  private static final Duration CLOCK_SKEW = Duration.ofSeconds(60);

  /** API Gateway takes 10,240 bytes of headers in all. */
  private static final int LONGEST = 8_192;

  private static final Pattern COMPACT =
      Pattern.compile("[A-Za-z0-9_-]++\\.[A-Za-z0-9_-]++\\.[A-Za-z0-9_-]++");

  private final Issuer issuer;
  private final IssuerKeys keys;
  private final Clock clock;

  TokenVerifier(Issuer issuer, IssuerKeys keys, Clock clock) {
    this.issuer = issuer;
    this.keys = keys;
    this.clock = clock;
  }

  /**
   * Whose token {@code text} is.
   *
   * @throws RejectedTokenException when it is nobody's
   * @throws IssuerUnavailableException when that can't be told now
   */
  Identity verify(String text) throws RejectedTokenException, IssuerUnavailableException {
    check(text.length() <= LONGEST && COMPACT.matcher(text).matches(), Rejection.MALFORMED);
    SignedToken token = SignedToken.parse(text);
    check(token.issuer().filter(issuer.name()::equals).isPresent(), Rejection.ISSUER);
    PublicKeys current = keys.current();
    (current.contain(token) ? current : keys.newest()).verify(token);
    checkTime(token);
    check(token.isMeantFor(issuer.audience()), Rejection.AUDIENCE);
    return token
        .subject()
        .filter(Identity::isSubject)
        .map(Identity::new)
        .orElseThrow(() -> new RejectedTokenException(Rejection.SUBJECT));
  }

  private void checkTime(SignedToken token) throws RejectedTokenException {
    Instant now = clock.instant();
    Instant expiry =
        token.expiry().orElseThrow(() -> new RejectedTokenException(Rejection.MALFORMED));
    check(now.minus(CLOCK_SKEW).isBefore(expiry), Rejection.EXPIRED);
    check(
        token.begin().filter(begin -> begin.isAfter(now.plus(CLOCK_SKEW))).isEmpty(),
        Rejection.EARLY);
  }

  private static void check(boolean met, Rejection otherwise) throws RejectedTokenException {
    if (!met) {
      throw new RejectedTokenException(otherwise);
    }
  }
}
