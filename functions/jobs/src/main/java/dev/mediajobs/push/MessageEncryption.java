package dev.mediajobs.push;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.SecureRandom;
import java.util.Arrays;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * Encrypts messages so that only the browser that subscribed can read them (RFC 8291, with the
 * content coding {@code aes128gcm} of RFC 8188). Each message has a key pair and a salt of its own.
 * Safe for use by many threads.
 */
public final class MessageEncryption {

  /** The longest message: RFC 8291 wants one record, and push services take 4,096 bytes. */
  public static final int MOST_BYTES = 3993;

  private static final int RECORD_BYTES = 4096;
  private static final int SALT_BYTES = 16;
  private static final int SECRET_BYTES = 32;
  private static final int KEY_BYTES = 16;
  private static final int NONCE_BYTES = 12;
  private static final int TAG_BITS = 128;

  /** Says that no record follows. */
  private static final byte LAST_RECORD = 2;

  private static final byte[] SHARED_KEY = text("WebPush: info\0");
  private static final byte[] CONTENT_KEY = text("Content-Encoding: aes128gcm\0");
  private static final byte[] NONCE = text("Content-Encoding: nonce\0");

  private final SecureRandom random = new SecureRandom();

  /**
   * Encrypts a message.
   *
   * @param message at most {@link #MOST_BYTES} bytes
   * @return the body of a request, in the content coding {@code aes128gcm}
   * @throws IllegalArgumentException when the message is too long
   */
  public byte[] encrypt(byte[] message, SubscriberKeys receiver) {
    byte[] salt = new byte[SALT_BYTES];
    random.nextBytes(salt);
    return encrypted(message, receiver, P256.random(), salt);
  }

  static byte[] encrypted(byte[] message, SubscriberKeys receiver, KeyPair sender, byte[] salt) {
    if (message.length > MOST_BYTES) {
      throw new IllegalArgumentException(
          "a message of %d bytes is longer than %d".formatted(message.length, MOST_BYTES));
    }
    byte[] from = P256.point(sender.getPublic());
    byte[] secret = sharedSecret(receiver, sender, from);
    byte[] key = Hkdf.derived(secret, salt, CONTENT_KEY, KEY_BYTES);
    byte[] nonce = Hkdf.derived(secret, salt, NONCE, NONCE_BYTES);
    byte[] content = Arrays.copyOf(message, message.length + 1);
    content[message.length] = LAST_RECORD;
    byte[] sealed = sealed(key, nonce, content);
    return ByteBuffer.allocate(SALT_BYTES + Integer.BYTES + 1 + from.length + sealed.length)
        .put(salt)
        .putInt(RECORD_BYTES)
        .put((byte) from.length)
        .put(from)
        .put(sealed)
        .array();
  }

  private static byte[] sharedSecret(SubscriberKeys receiver, KeyPair sender, byte[] from) {
    byte[] to = P256.point(receiver.publicKey());
    byte[] info =
        ByteBuffer.allocate(SHARED_KEY.length + to.length + from.length)
            .put(SHARED_KEY)
            .put(to)
            .put(from)
            .array();
    byte[] agreed = P256.agreed(sender.getPrivate(), receiver.publicKey());
    return Hkdf.derived(agreed, receiver.secret(), info, SECRET_BYTES);
  }

  private static byte[] sealed(byte[] key, byte[] nonce, byte[] content) {
    try {
      Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
      cipher.init(
          Cipher.ENCRYPT_MODE,
          new SecretKeySpec(key, "AES"),
          new GCMParameterSpec(TAG_BITS, nonce));
      return cipher.doFinal(content);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this Java platform has no AES-GCM", e);
    }
  }

  private static byte[] text(String ascii) {
    return ascii.getBytes(StandardCharsets.US_ASCII);
  }
}
