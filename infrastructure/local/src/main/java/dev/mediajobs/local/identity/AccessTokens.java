package dev.mediajobs.local.identity;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.UUID;

/** Makes access tokens in the form of RFC 9068. */
final class AccessTokens {

  private final String issuer;
  private final SigningKey key;
  private final Clock clock;

  AccessTokens(String issuer, SigningKey key, Clock clock) {
    this.issuer = issuer;
    this.key = key;
    this.clock = clock;
  }

  /**
   * A token that says that {@code user} is signed in.
   *
   * @throws IOException if the key can't be read or kept
   */
  String of(String user, Duration lifetime) throws IOException {
    RSAKey signer = key.get();
    Instant now = clock.instant();
    SignedJWT token =
        new SignedJWT(
            new JWSHeader.Builder(JWSAlgorithm.RS256)
                .type(new JOSEObjectType("at+jwt"))
                .keyID(signer.getKeyID())
                .build(),
            new JWTClaimsSet.Builder()
                .issuer(issuer)
                .audience(DevelopmentIssuer.AUDIENCE)
                .claim("client_id", DevelopmentIssuer.AUDIENCE)
                .subject(user)
                .issueTime(Date.from(now))
                .expirationTime(Date.from(now.plus(lifetime)))
                .jwtID(UUID.randomUUID().toString())
                .build());
    try {
      token.sign(new RSASSASigner(signer));
    } catch (JOSEException e) {
      throw new IllegalStateException("the issuer's own key can't sign", e);
    }
    return token.serialize();
  }
}
