package dev.mediajobs.notifier.webhooks;

import static java.util.stream.Collectors.joining;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * The header {@code webhook-signature} of Standard Webhooks 1.0.0: a signature with each secret,
 * separated by blanks.
 *
 * @see <a
 *     href="https://github.com/standard-webhooks/standard-webhooks/blob/main/spec/standard-webhooks.md">Standard
 *     Webhooks</a>
 */
final class Signature {

  private static final String ALGORITHM = "HmacSHA256";
  private static final String VERSION = "v1,";

  private Signature() {}

  /**
   * The header's value.
   *
   * @param id the value of {@code webhook-id}
   * @param timestamp the value of {@code webhook-timestamp}, to the second
   * @param body what is sent
   */
  static String of(String id, Instant timestamp, String body, List<byte[]> secrets) {
    byte[] content =
        "%s.%d.%s".formatted(id, timestamp.getEpochSecond(), body).getBytes(StandardCharsets.UTF_8);
    return secrets.stream().map(secret -> VERSION + signed(secret, content)).collect(joining(" "));
  }

  private static String signed(byte[] secret, byte[] content) {
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(new SecretKeySpec(secret, ALGORITHM));
      return Base64.getEncoder().encodeToString(mac.doFinal(content));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java platform has " + ALGORITHM, e);
    }
  }
}
