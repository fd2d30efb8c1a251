package dev.mediajobs.api.identity;

import dev.mediajobs.api.http.Problem;
import dev.mediajobs.api.http.Refusal;
import dev.mediajobs.api.http.Request;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells by the token in a request's Authorization header (RFC 6750) who sends it. Tokens are
 * secrets: none is logged or repeated.
 */
public final class Identities {

  private static final Logger LOG = LoggerFactory.getLogger(Identities.class);

  private static final String SCHEME = "bearer ";
  private static final Duration PATIENCE = Duration.ofSeconds(3);
  private static final Duration PAUSE = Duration.ofSeconds(10);

  private final Optional<TokenVerifier> verifier;

  /**
   * Of those whom this issuer signs in.
   *
   * @param issuer empty when nobody can sign in, so that every request is refused
   */
  public Identities(Optional<Issuer> issuer, Clock clock) {
    this(issuer, clock, PATIENCE);
  }

  Identities(Optional<Issuer> issuer, Clock clock, Duration patience) {
    this.verifier =
        issuer.map(
            one ->
                new TokenVerifier(
                    one, new IssuerKeys(one, new IssuerDocuments(patience), clock), clock));
  }

  /**
   * Who sends {@code request}.
   *
   * @throws Refusal 401 when nobody who is signed in does; 503 when the issuer's keys, without
   *     which that can't be told, can't be had at the moment
   */
  public Identity of(Request request) throws Refusal {
    String token =
        bearer(request)
            .orElseThrow(
                () ->
                    verifier.isEmpty()
                        ? nobody()
                        : unauthenticated(
                            "Sign in, and send the access token as Authorization: Bearer …"));
    return of(token, request.id());
  }

  /**
   * Whose this access token is, that came in some other way than a request's header.
   *
   * @param requestId what brought it, for the log
   * @throws Refusal as above
   */
  public Identity of(String token, String requestId) throws Refusal {
    TokenVerifier judge = verifier.orElseThrow(Identities::nobody);
    try {
      return judge.verify(token);
    } catch (RejectedTokenException e) {
      LOG.info("a token was refused, request {}: {}", requestId, e.reason().words());
      throw unauthenticated(
          e.reason() == Rejection.EXPIRED
              ? "The access token has expired. Sign in again."
              : "The access token is not valid here. Sign in again.");
    } catch (IssuerUnavailableException e) {
      throw new Refusal(Problem.unavailable(PAUSE));
    }
  }

  private static Refusal nobody() {
    return unauthenticated("Nobody can sign in to this API.");
  }

  private static Optional<String> bearer(Request request) {
    return request
        .header("authorization")
        .filter(value -> value.regionMatches(true, 0, SCHEME, 0, SCHEME.length()))
        .map(value -> value.substring(SCHEME.length()).strip())
        .filter(token -> !token.isEmpty());
  }

  private static Refusal unauthenticated(String detail) {
    return new Refusal(Problem.of(401, "unauthenticated", detail));
  }
}
