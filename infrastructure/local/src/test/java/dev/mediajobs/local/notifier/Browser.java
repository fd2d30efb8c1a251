package dev.mediajobs.local.notifier;

import dev.mediajobs.json.Json;
import dev.mediajobs.json.JsonException;
import dev.mediajobs.json.JsonObject;
import dev.mediajobs.push.SubscriberKeys;
import dev.mediajobs.push.Subscription;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.ECPoint;
import java.security.spec.ECPublicKeySpec;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import javax.crypto.Cipher;
import javax.crypto.KeyAgreement;
import javax.crypto.Mac;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * A browser that wants to be notified. It reads what came as RFC 8291 and RFC 8188 tell, without
 * any of the product's code.
 */
public final class Browser {

  private static final int SALT_BYTES = 16;
  private static final int POINT_BYTES = 65;
  private static final int RECORD_BYTES = 4096;
  private static final int LONGEST = 4096;

  private final String endpoint;
  private final KeyPair keys;
  private final byte[] secret = new byte[16];

  /** One whose push service is at this address. */
  public Browser(String endpoint) throws GeneralSecurityException {
    this.endpoint = endpoint;
    KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
    generator.initialize(new ECGenParameterSpec("secp256r1"));
    this.keys = generator.generateKeyPair();
    new SecureRandom().nextBytes(secret);
  }

  /** What it says of its subscription, and a page of what it is about. */
  public String wish(List<String> tokens, boolean allJobs) {
    return Json.text(
        json -> {
          json.writeStartObject();
          json.writeStringField("endpoint", endpoint);
          json.writeNullField("expirationTime");
          json.writeObjectFieldStart("keys");
          json.writeStringField("p256dh", encoded(point(keys.getPublic())));
          json.writeStringField("auth", encoded(secret));
          json.writeEndObject();
          json.writeArrayFieldStart("tokens");
          for (String token : tokens) {
            json.writeString(token);
          }
          json.writeEndArray();
          json.writeBooleanField("all_jobs", allJobs);
          json.writeEndObject();
        });
  }

  /** Its subscription, as the product knows it. */
  public Subscription subscription() {
    return new Subscription(
        endpoint, new SubscriberKeys(encoded(point(keys.getPublic())), encoded(secret)));
  }

  /**
   * What a message says.
   *
   * @throws GeneralSecurityException when it is not for this browser
   */
  public JsonObject read(byte[] body) throws GeneralSecurityException, JsonException {
    if (body.length > LONGEST) {
      throw new GeneralSecurityException("no push service takes so long a message");
    }
    ByteBuffer message = ByteBuffer.wrap(body);
    byte[] salt = next(message, SALT_BYTES);
    int recordBytes = message.getInt();
    int keyBytes = message.get();
    if (recordBytes != RECORD_BYTES || keyBytes != POINT_BYTES) {
      throw new GeneralSecurityException("the head is not that of a single record");
    }
    byte[] sender = next(message, POINT_BYTES);
    byte[] content = next(message, message.remaining());
    byte[] shared =
        expanded(
            hmac(secret, agreed(sender)),
            joined(ascii("WebPush: info\0"), point(keys.getPublic()), sender),
            32);
    byte[] extracted = hmac(salt, shared);
    Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
    cipher.init(
        Cipher.DECRYPT_MODE,
        new SecretKeySpec(expanded(extracted, ascii("Content-Encoding: aes128gcm\0"), 16), "AES"),
        new GCMParameterSpec(128, expanded(extracted, ascii("Content-Encoding: nonce\0"), 12)));
    byte[] padded = cipher.doFinal(content);
    int end = padded.length - 1;
    while (end > 0 && padded[end] == 0) {
      end--;
    }
    if (padded[end] != 2) {
      throw new GeneralSecurityException("the record does not end as the last one does");
    }
    return Json.object(new String(padded, 0, end, StandardCharsets.UTF_8));
  }

  /** The public key that a point is. */
  public static PublicKey publicKey(byte[] point, PublicKey onTheSameCurve)
      throws GeneralSecurityException {
    BigInteger x = new BigInteger(1, Arrays.copyOfRange(point, 1, 33));
    BigInteger y = new BigInteger(1, Arrays.copyOfRange(point, 33, POINT_BYTES));
    return KeyFactory.getInstance("EC")
        .generatePublic(
            new ECPublicKeySpec(new ECPoint(x, y), ((ECPublicKey) onTheSameCurve).getParams()));
  }

  /** Its own key, for whoever wants another one on the same curve. */
  public PublicKey publicKey() {
    return keys.getPublic();
  }

  private byte[] agreed(byte[] sender) throws GeneralSecurityException {
    KeyAgreement agreement = KeyAgreement.getInstance("ECDH");
    agreement.init(keys.getPrivate());
    agreement.doPhase(publicKey(sender, keys.getPublic()), true);
    return agreement.generateSecret();
  }

  /** One round of HKDF-Expand is enough for 32 bytes. */
  private static byte[] expanded(byte[] key, byte[] info, int bytes)
      throws GeneralSecurityException {
    return Arrays.copyOf(hmac(key, joined(info, new byte[] {1})), bytes);
  }

  private static byte[] hmac(byte[] key, byte[] text) throws GeneralSecurityException {
    Mac mac = Mac.getInstance("HmacSHA256");
    mac.init(new SecretKeySpec(key, "HmacSHA256"));
    return mac.doFinal(text);
  }

  private static byte[] point(PublicKey key) {
    ECPoint point = ((ECPublicKey) key).getW();
    return joined(new byte[] {4}, coordinate(point.getAffineX()), coordinate(point.getAffineY()));
  }

  private static byte[] coordinate(BigInteger number) {
    byte[] padded = joined(new byte[32], number.toByteArray());
    return Arrays.copyOfRange(padded, padded.length - 32, padded.length);
  }

  private static byte[] joined(byte[]... parts) {
    ByteBuffer all = ByteBuffer.allocate(Arrays.stream(parts).mapToInt(part -> part.length).sum());
    for (byte[] part : parts) {
      all.put(part);
    }
    return all.array();
  }

  private static byte[] next(ByteBuffer buffer, int bytes) {
    byte[] next = new byte[bytes];
    buffer.get(next);
    return next;
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }

  private static String encoded(byte[] bytes) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }
}
