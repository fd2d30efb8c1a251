package dev.mediajobs.push;

import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.security.AlgorithmParameters;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECFieldFp;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.ECParameterSpec;
import java.security.spec.ECPoint;
import java.security.spec.ECPrivateKeySpec;
import java.security.spec.ECPublicKeySpec;
import java.util.Optional;
import javax.crypto.KeyAgreement;

/**
 * Keys on the curve P-256 (NIST SP 800-186, section 3.2.1.3), the only one that Web Push knows. All
 * that is done with private keys is done by the platform; the arithmetic here is about public
 * points.
 */
final class P256 {

  /** The length of a point in uncompressed form (SEC 1, section 2.3.3). */
  static final int POINT_BYTES = 65;

  /** ECDSA with signatures that are the two numbers one after the other, as JWS wants them. */
  static final String SIGNATURE = "SHA256withECDSAinP1363Format";

  private static final String ALGORITHM = "EC";
  private static final ECGenParameterSpec NAME = new ECGenParameterSpec("secp256r1");
  private static final byte UNCOMPRESSED = 4;
  private static final int COORDINATE_BYTES = 32;
  private static final ECParameterSpec CURVE = curve();
  private static final BigInteger PRIME = ((ECFieldFp) CURVE.getCurve().getField()).getP();
  private static final byte[] ANYTHING = {1};

  private P256() {}

  /** The order of the group: private keys lie between 1 and one less than this. */
  static BigInteger order() {
    return CURVE.getOrder();
  }

  /** A new pair. */
  static KeyPair random() {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance(ALGORITHM);
      generator.initialize(NAME);
      return generator.generateKeyPair();
    } catch (GeneralSecurityException e) {
      throw unsupported(e);
    }
  }

  /**
   * The pair that a private key belongs to.
   *
   * @param secret 1 to {@link #order()} - 1
   */
  static KeyPair of(BigInteger secret) {
    try {
      PrivateKey key =
          KeyFactory.getInstance(ALGORITHM).generatePrivate(new ECPrivateKeySpec(secret, CURVE));
      return new KeyPair(publicKeyOf(key), key);
    } catch (GeneralSecurityException e) {
      throw unsupported(e);
    }
  }

  /**
   * Reads a public key.
   *
   * @param point in uncompressed form
   * @return empty when it is no point on the curve
   */
  static Optional<ECPublicKey> publicKey(byte[] point) {
    if (point.length != POINT_BYTES || point[0] != UNCOMPRESSED) {
      return Optional.empty();
    }
    BigInteger x = new BigInteger(1, point, 1, COORDINATE_BYTES);
    BigInteger y = new BigInteger(1, point, 1 + COORDINATE_BYTES, COORDINATE_BYTES);
    boolean isOnCurve =
        x.compareTo(PRIME) < 0
            && y.compareTo(PRIME) < 0
            && y.multiply(y).mod(PRIME).equals(squareOfY(x));
    return isOnCurve ? Optional.of(key(new ECPoint(x, y))) : Optional.empty();
  }

  /** A public key of this curve in uncompressed form. */
  static byte[] point(PublicKey key) {
    ECPoint point = ((ECPublicKey) key).getW();
    return ByteBuffer.allocate(POINT_BYTES)
        .put(UNCOMPRESSED)
        .put(coordinate(point.getAffineX()))
        .put(coordinate(point.getAffineY()))
        .array();
  }

  /** The secret that the owners of both keys share (SEC 1, section 3.3.1): 32 bytes. */
  static byte[] agreed(PrivateKey own, PublicKey other) {
    try {
      KeyAgreement agreement = KeyAgreement.getInstance("ECDH");
      agreement.init(own);
      agreement.doPhase(other, true);
      return agreement.generateSecret();
    } catch (GeneralSecurityException e) {
      throw unsupported(e);
    }
  }

  /**
   * The platform has no call for this, but a key agreement with the curve's own point gives the
   * first coordinate. Of the two points that have it, one is the key that verifies what is signed.
   */
  private static ECPublicKey publicKeyOf(PrivateKey key) throws GeneralSecurityException {
    BigInteger x = new BigInteger(1, agreed(key, key(CURVE.getGenerator())));
    BigInteger y = squareRoot(squareOfY(x));
    ECPublicKey one = key(new ECPoint(x, y));
    return verifies(one, key) ? one : key(new ECPoint(x, PRIME.subtract(y)));
  }

  private static boolean verifies(PublicKey one, PrivateKey key) throws GeneralSecurityException {
    Signature signing = Signature.getInstance(SIGNATURE);
    signing.initSign(key);
    signing.update(ANYTHING);
    byte[] signature = signing.sign();
    Signature verifying = Signature.getInstance(SIGNATURE);
    verifying.initVerify(one);
    verifying.update(ANYTHING);
    return verifying.verify(signature);
  }

  /** By the curve's equation. */
  private static BigInteger squareOfY(BigInteger x) {
    return x.multiply(x)
        .add(CURVE.getCurve().getA())
        .multiply(x)
        .add(CURVE.getCurve().getB())
        .mod(PRIME);
  }

  /** One of the two; the prime leaves 3 when it is divided by 4. */
  private static BigInteger squareRoot(BigInteger square) {
    return square.modPow(PRIME.add(BigInteger.ONE).shiftRight(2), PRIME);
  }

  private static byte[] coordinate(BigInteger number) {
    byte[] bytes = number.toByteArray();
    byte[] fixed = new byte[COORDINATE_BYTES];
    int length = Math.min(bytes.length, COORDINATE_BYTES);
    System.arraycopy(bytes, bytes.length - length, fixed, COORDINATE_BYTES - length, length);
    return fixed;
  }

  private static ECPublicKey key(ECPoint point) {
    try {
      return (ECPublicKey)
          KeyFactory.getInstance(ALGORITHM).generatePublic(new ECPublicKeySpec(point, CURVE));
    } catch (GeneralSecurityException e) {
      throw unsupported(e);
    }
  }

  private static ECParameterSpec curve() {
    try {
      AlgorithmParameters parameters = AlgorithmParameters.getInstance(ALGORITHM);
      parameters.init(NAME);
      return parameters.getParameterSpec(ECParameterSpec.class);
    } catch (GeneralSecurityException e) {
      throw unsupported(e);
    }
  }

  private static IllegalStateException unsupported(GeneralSecurityException e) {
    return new IllegalStateException("this Java platform has no P-256", e);
  }
}
