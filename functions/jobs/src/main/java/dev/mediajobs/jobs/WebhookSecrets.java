package dev.mediajobs.jobs;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * The secrets that callbacks are signed with. One that nobody brought is derived from the server's
 * key and the job, so it is stored nowhere. Those that a caller brings are stored encrypted
 * (AES-256-GCM, bound to the job) with a key that is derived from the server's.
 *
 * <p>Their spelling is that of Standard Webhooks 1.0.0: {@code whsec_} and 24 to 64 bytes in
 * base64. Whoever changes secrets can have callbacks signed with several, separated by blanks.
 */
public final class WebhookSecrets {

  /** The most secrets that one job's callbacks are signed with. */
  public static final int MOST = 3;

  private static final String PREFIX = "whsec_";
  private static final int SHORTEST = 24;
  private static final int LONGEST = 64;
  private static final String MAC = "HmacSHA256";
  private static final String CIPHER = "AES/GCM/NoPadding";
  private static final int NONCE_BYTES = 12;
  private static final int TAG_BITS = 128;

  private final SecretKeySpec key;
  private final SecretKeySpec sealing;
  private final SecureRandom random = new SecureRandom();

  /** With the server's key, the same as of {@link AccessTokens}. */
  public WebhookSecrets(String key) {
    this.key = new SecretKeySpec(key.getBytes(StandardCharsets.UTF_8), MAC);
    this.sealing = new SecretKeySpec(mac("mediajobs sealing of webhook secrets", ""), "AES");
  }

  /** The secret of a job whose caller brought none, in its spelling. */
  public String derived(JobId job) {
    return PREFIX
        + Base64.getEncoder().encodeToString(mac("mediajobs webhook secret", job.toString()));
  }

  /** Whether a text is the spelling of one to {@link #MOST} secrets. */
  public static boolean areSecrets(String text) {
    List<Optional<byte[]>> secrets = parsed(text).toList();
    return !secrets.isEmpty()
        && secrets.size() <= MOST
        && secrets.stream().allMatch(Optional::isPresent);
  }

  /** Encrypts secrets in their spelling, to be stored with this job. */
  public String seal(JobId job, String secrets) {
    byte[] nonce = new byte[NONCE_BYTES];
    random.nextBytes(nonce);
    byte[] content =
        crypted(Cipher.ENCRYPT_MODE, job, nonce, secrets.getBytes(StandardCharsets.US_ASCII));
    return Base64.getEncoder()
        .encodeToString(
            ByteBuffer.allocate(nonce.length + content.length).put(nonce).put(content).array());
  }

  /**
   * The secrets that a job's callbacks are signed with, the first one first.
   *
   * @throws IllegalStateException when what is stored was not encrypted with this key for this job
   */
  public List<byte[]> of(Webhook webhook) {
    String spelled =
        webhook
            .sealedSecrets()
            .map(stored -> opened(webhook.job(), stored))
            .orElseGet(() -> derived(webhook.job()));
    return parsed(spelled).map(Optional::orElseThrow).toList();
  }

  private String opened(JobId job, String stored) {
    byte[] bytes = Base64.getDecoder().decode(stored);
    byte[] nonce = Arrays.copyOf(bytes, NONCE_BYTES);
    byte[] content = Arrays.copyOfRange(bytes, NONCE_BYTES, bytes.length);
    return new String(crypted(Cipher.DECRYPT_MODE, job, nonce, content), StandardCharsets.US_ASCII);
  }

  private static Stream<Optional<byte[]>> parsed(String text) {
    return Stream.of(text.split(" ", -1)).map(WebhookSecrets::bytes);
  }

  private static Optional<byte[]> bytes(String secret) {
    if (!secret.startsWith(PREFIX)) {
      return Optional.empty();
    }
    try {
      return Optional.of(Base64.getDecoder().decode(secret.substring(PREFIX.length())))
          .filter(bytes -> bytes.length >= SHORTEST && bytes.length <= LONGEST);
    } catch (IllegalArgumentException notBase64) {
      return Optional.empty();
    }
  }

  private byte[] crypted(int mode, JobId job, byte[] nonce, byte[] content) {
    try {
      Cipher cipher = Cipher.getInstance(CIPHER);
      cipher.init(mode, sealing, new GCMParameterSpec(TAG_BITS, nonce));
      cipher.updateAAD(job.toString().getBytes(StandardCharsets.US_ASCII));
      return cipher.doFinal(content);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("the secrets of job " + job + " can't be used", e);
    }
  }

  private byte[] mac(String purpose, String subject) {
    try {
      Mac mac = Mac.getInstance(MAC);
      mac.init(key);
      return mac.doFinal((purpose + "\n" + subject).getBytes(StandardCharsets.US_ASCII));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java platform has " + MAC, e);
    }
  }
}
