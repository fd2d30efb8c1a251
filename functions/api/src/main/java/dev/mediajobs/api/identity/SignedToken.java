package dev.mediajobs.api.identity;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSVerifier;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.text.ParseException;
import java.time.Instant;
import java.util.Date;
import java.util.Optional;
import java.util.Set;

/**
 * A JWT in the compact form of RFC 7515 and what it claims. Nothing of it is true before its
 * signature was verified.
 */
final class SignedToken {

  private static final Set<JWSAlgorithm> ALGORITHMS =
      Set.of(JWSAlgorithm.RS256, JWSAlgorithm.PS256, JWSAlgorithm.ES256);

  /**
   * Also that of access tokens (RFC 9068). The same issuer may sign other things, such as logout
   * tokens, which must not be taken for one (RFC 8725, section 3.11).
   */
  private static final Set<JOSEObjectType> TYPES =
      Set.of(JOSEObjectType.JWT, new JOSEObjectType("at+jwt"));

  private final SignedJWT token;
  private final JWTClaimsSet claims;
  private final Optional<String> subject;

  private SignedToken(SignedJWT token, JWTClaimsSet claims, Optional<String> subject) {
    this.token = token;
    this.claims = claims;
    this.subject = subject;
  }

  /**
   * Reads {@code text}.
   *
   * @throws RejectedTokenException when it is no such token, or signed in a way that is not
   *     accepted
   */
  static SignedToken parse(String text) throws RejectedTokenException {
    SignedToken token = read(text);
    if (!ALGORITHMS.contains(token.header().getAlgorithm())) {
      throw new RejectedTokenException(Rejection.ALGORITHM);
    }
    JOSEObjectType type = token.header().getType();
    if (type != null && !TYPES.contains(type)) {
      throw new RejectedTokenException(Rejection.TYPE);
    }
    return token;
  }

  private static SignedToken read(String text) throws RejectedTokenException {
    try {
      SignedJWT token = SignedJWT.parse(text);
      // The library takes a number for a subject too, so that 7 would be the same person as "7".
      Object subject = token.getPayload().toJSONObject().get("sub");
      return new SignedToken(
          token,
          token.getJWTClaimsSet(),
          subject instanceof String name ? Optional.of(name) : Optional.empty());
    } catch (ParseException | RuntimeException e) {
      // Strangers write these texts, and the library stumbles over some of them.
      throw new RejectedTokenException(Rejection.MALFORMED, e);
    }
  }

  JWSHeader header() {
    return token.getHeader();
  }

  /**
   * Whether {@code verifier} made of the signer's key accepts the signature.
   *
   * @throws JOSEException when the key does not fit the algorithm
   */
  boolean isSignedFor(JWSVerifier verifier) throws JOSEException {
    return token.verify(verifier);
  }

  Optional<String> issuer() {
    return Optional.ofNullable(claims.getIssuer());
  }

  Optional<String> subject() {
    return subject;
  }

  Optional<Instant> expiry() {
    return Optional.ofNullable(claims.getExpirationTime()).map(Date::toInstant);
  }

  /** From when on it is valid. */
  Optional<Instant> begin() {
    return Optional.ofNullable(claims.getNotBeforeTime()).map(Date::toInstant);
  }

  /**
   * Whether it was made for this API. The access tokens of Amazon Cognito name no audience but the
   * client that they were given to
   * (https://docs.aws.amazon.com/cognito/latest/developerguide/amazon-cognito-user-pools-using-the-access-token.html).
   */
  boolean isMeantFor(String audience) {
    return claims.getAudience().isEmpty()
        ? "access".equals(claims.getClaim("token_use"))
            && audience.equals(claims.getClaim("client_id"))
        : claims.getAudience().contains(audience);
  }
}
