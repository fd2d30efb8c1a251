package dev.mediajobs.push;

import java.security.GeneralSecurityException;
import javax.crypto.KDF;
import javax.crypto.spec.HKDFParameterSpec;

/** Keys that follow from other secrets: HKDF with SHA-256 (RFC 5869). */
final class Hkdf {

  private Hkdf() {}

  /**
   * Derives one.
   *
   * @param secret what it follows from
   * @param salt may be public; empty for none
   * @param info what it is for
   * @param bytes how long it is to be
   */
  static byte[] derived(byte[] secret, byte[] salt, byte[] info, int bytes) {
    try {
      HKDFParameterSpec.Builder extract = HKDFParameterSpec.ofExtract().addIKM(secret);
      return KDF.getInstance("HKDF-SHA256")
          .deriveData((salt.length == 0 ? extract : extract.addSalt(salt)).thenExpand(info, bytes));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this Java platform has no HKDF", e);
    }
  }
}
