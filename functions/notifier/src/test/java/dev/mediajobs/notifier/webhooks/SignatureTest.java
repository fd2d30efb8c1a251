package dev.mediajobs.notifier.webhooks;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * Signatures against those that OpenSSL makes:
 *
 * <pre>
 * key=$(printf %s SECRET_IN_BASE64 | base64 -d | xxd -p -c 99)
 * printf %s "$id.$timestamp.$body" | openssl dgst -sha256 -mac HMAC -macopt hexkey:$key -binary | base64
 * </pre>
 */
class SignatureTest {

  private static final byte[] FIRST =
      Base64.getDecoder().decode("MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw");

  /** The bytes 0 to 31. */
  private static final byte[] SECOND =
      HexFormat.of().parseHex("000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f");

  @Test
  void theExampleOfTheStandardIsSignedAsThere() {
    assertThat(
            Signature.of(
                "msg_p5jXN8AQM9LWM0D4loKWxJek",
                Instant.ofEpochSecond(1614265330),
                "{\"test\": 2432232314}",
                List.of(FIRST)))
        .isEqualTo("v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=");
  }

  @Test
  void aBodyOfManyAlphabetsIsSignedByItsBytes() {
    assertThat(
            Signature.of(
                "evt_5d0f3a2b9c1e4f7788a6b5c4d3e2f1a0",
                Instant.parse("2026-03-08T12:01:01.441Z"),
                "{\"filename\":\"Größe 世界.mp4\"}",
                List.of(SECOND)))
        .isEqualTo("v1,K/6vGfNZtgcHrChdY7vHQfhuKdHSKQDKHBo7MdFihr8=");
  }

  @Test
  void withSeveralSecretsThereIsASignatureWithEach() {
    Instant time = Instant.ofEpochSecond(1614265330);
    String both = Signature.of("id", time, "{}", List.of(FIRST, SECOND));

    assertThat(both)
        .isEqualTo(
            Signature.of("id", time, "{}", List.of(FIRST))
                + " "
                + Signature.of("id", time, "{}", List.of(SECOND)));
  }
}
