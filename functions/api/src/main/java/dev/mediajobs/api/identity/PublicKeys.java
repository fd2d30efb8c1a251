package dev.mediajobs.api.identity;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSVerifier;
import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jose.crypto.RSASSAVerifier;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKMatcher;
import com.nimbusds.jose.jwk.JWKSelector;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import java.text.ParseException;
import java.util.List;
import java.util.Optional;

/** The keys whose signatures an issuer owns up to (RFC 7517). */
final class PublicKeys {

  /** RFC 7518, section 3.3. */
  private static final int SHORTEST_RSA_KEY = 2_048;

  private final JWKSet keys;

  private PublicKeys(JWKSet keys) {
    this.keys = keys;
  }

  /**
   * Reads a JWK Set; keys of unknown types are passed over.
   *
   * @throws IssuerUnavailableException when it is none
   */
  static PublicKeys parse(String text) throws IssuerUnavailableException {
    try {
      return new PublicKeys(JWKSet.parse(text));
    } catch (ParseException | IllegalArgumentException e) {
      throw new IssuerUnavailableException("the issuer's keys are no JWK Set", e);
    }
  }

  /** Whether the key with which {@code token} says it is signed is among them. */
  boolean contain(SignedToken token) {
    return keyOf(token).isPresent();
  }

  /**
   * Verifies the signature.
   *
   * @throws RejectedTokenException when the key is not among them or the signature is not its own
   */
  void verify(SignedToken token) throws RejectedTokenException {
    JWK key = keyOf(token).orElseThrow(() -> new RejectedTokenException(Rejection.KEY));
    try {
      if (!token.isSignedFor(verifier(key))) {
        throw new RejectedTokenException(Rejection.SIGNATURE);
      }
    } catch (JOSEException e) {
      throw new RejectedTokenException(Rejection.SIGNATURE, e);
    }
  }

  /** A token that names no key is signed with the only one of its kind, or with none. */
  private Optional<JWK> keyOf(SignedToken token) {
    List<JWK> fitting = new JWKSelector(JWKMatcher.forJWSHeader(token.header())).select(keys);
    return fitting.size() == 1
        ? Optional.of(fitting.getFirst()).filter(PublicKeys::isStrong)
        : Optional.empty();
  }

  private static boolean isStrong(JWK key) {
    return !(key instanceof RSAKey rsa) || rsa.size() >= SHORTEST_RSA_KEY;
  }

  private static JWSVerifier verifier(JWK key) throws JOSEException {
    return switch (key) {
      case RSAKey rsa -> new RSASSAVerifier(rsa.toRSAPublicKey());
      case ECKey curve -> new ECDSAVerifier(curve.toECPublicKey());
      default -> throw new JOSEException("no key for a signature: " + key.getKeyType());
    };
  }
}
