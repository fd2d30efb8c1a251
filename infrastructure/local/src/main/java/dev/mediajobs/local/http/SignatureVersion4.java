package dev.mediajobs.local.http;

import com.google.common.base.Splitter;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Signs as "Create a signed AWS API request" in the IAM guide says.
 *
 * <p>The SDK's own signer is of no use to whoever checks: it signs headers of its own choice, and
 * not those that the sender has chosen.
 *
 * @param secret the secret access key
 * @param time the signing time, such as {@code 20261120T120000Z}
 * @param scope date, region, service and the closing word, with slashes between them
 */
record SignatureVersion4(String secret, String time, String scope) {

  private static final String ALGORITHM = "HmacSHA256";

  /** The signature of a canonical request, in hexadecimal digits. */
  String of(String canonicalRequest) {
    String text =
        String.join("\n", "AWS4-HMAC-SHA256", time, scope, sha256(bytes(canonicalRequest)));
    byte[] key = bytes("AWS4" + secret);
    for (String part : Splitter.on('/').split(scope)) {
      key = hmac(key, part);
    }
    return HexFormat.of().formatHex(hmac(key, text));
  }

  /** The hash of what a request holds, in hexadecimal digits. */
  static String sha256(byte[] content) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
    } catch (GeneralSecurityException missing) {
      throw new IllegalStateException("every Java knows SHA-256", missing);
    }
  }

  private static byte[] hmac(byte[] key, String text) {
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(new SecretKeySpec(key, ALGORITHM));
      return mac.doFinal(bytes(text));
    } catch (GeneralSecurityException missing) {
      throw new IllegalStateException("every Java knows " + ALGORITHM, missing);
    }
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  /** Does not tell the secret. */
  @Override
  public String toString() {
    return "SignatureVersion4[" + scope + "]";
  }
}
