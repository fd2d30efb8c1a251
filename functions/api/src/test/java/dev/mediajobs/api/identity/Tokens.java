package dev.mediajobs.api.identity;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.crypto.opts.AllowWeakRSAKey;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.Set;
import java.util.function.UnaryOperator;

/** Makes tokens that differ from a good one in one thing. */
record Tokens(String issuer, Instant now) {

  String good() {
    return with(claims -> claims);
  }

  String with(UnaryOperator<JWTClaimsSet.Builder> change) {
    return signed(JWSAlgorithm.RS256, TestIssuer.RSA, change);
  }

  String signed(JWSAlgorithm algorithm, RSAKey key) {
    return signed(algorithm, key, claims -> claims);
  }

  private String signed(
      JWSAlgorithm algorithm, RSAKey key, UnaryOperator<JWTClaimsSet.Builder> change) {
    try {
      return token(
          new JWSHeader.Builder(algorithm).keyID(key.getKeyID()).build(),
          // Keys that are too short to be trusted can be signed with as well.
          new RSASSASigner(key, Set.of(AllowWeakRSAKey.getInstance())),
          change);
    } catch (JOSEException e) {
      throw new IllegalStateException(e);
    }
  }

  String signed(ECKey key) {
    try {
      return token(
          new JWSHeader.Builder(JWSAlgorithm.ES256).keyID(key.getKeyID()).build(),
          new ECDSASigner(key),
          claims -> claims);
    } catch (JOSEException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Signed with a secret, which whoever confuses algorithms would take the public key for. */
  String signed(byte[] secret) {
    try {
      return token(
          new JWSHeader.Builder(JWSAlgorithm.HS256).keyID(TestIssuer.RSA.getKeyID()).build(),
          new MACSigner(secret),
          claims -> claims);
    } catch (JOSEException e) {
      throw new IllegalStateException(e);
    }
  }

  String ofType(String type) {
    return headed(
        new JWSHeader.Builder(JWSAlgorithm.RS256)
            .keyID(TestIssuer.RSA.getKeyID())
            .type(new JOSEObjectType(type))
            .build());
  }

  String headed(JWSHeader header) {
    try {
      return token(header, new RSASSASigner(TestIssuer.RSA), claims -> claims);
    } catch (JOSEException e) {
      throw new IllegalStateException(e);
    }
  }

  private String token(
      JWSHeader header, JWSSigner signer, UnaryOperator<JWTClaimsSet.Builder> change)
      throws JOSEException {
    JWTClaimsSet.Builder claims =
        new JWTClaimsSet.Builder()
            .issuer(issuer)
            .audience("mediajobs")
            .subject("alice")
            .issueTime(Date.from(now))
            .expirationTime(Date.from(now.plus(Duration.ofHours(1))));
    SignedJWT token = new SignedJWT(header, change.apply(claims).build());
    token.sign(signer);
    return token.serialize();
  }
}
