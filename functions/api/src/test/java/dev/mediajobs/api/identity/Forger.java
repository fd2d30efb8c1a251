package dev.mediajobs.api.identity;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jwt.SignedJWT;
import java.text.ParseException;

/** Signs what a real token claims with a key that is not the issuer's. */
record Forger(RSAKey key) {

  String token(String real, JWSHeader header) {
    try {
      SignedJWT forged = new SignedJWT(header, SignedJWT.parse(real).getJWTClaimsSet());
      forged.sign(new RSASSASigner(key));
      return forged.serialize();
    } catch (JOSEException | ParseException e) {
      throw new IllegalStateException(e);
    }
  }
}
