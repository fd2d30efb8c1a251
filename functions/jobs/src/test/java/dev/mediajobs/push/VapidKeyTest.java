package dev.mediajobs.push;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mediajobs.json.Json;
import dev.mediajobs.json.JsonObject;
import dev.mediajobs.outbound.Destination;
import dev.mediajobs.outbound.Reach;
import java.nio.charset.StandardCharsets;
import java.security.Signature;
import java.time.Instant;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class VapidKeyTest {

  private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
  private static final Pattern AUTHORIZATION =
      Pattern.compile("vapid t=([\\w-]+)\\.([\\w-]+)\\.([\\w-]+), k=([\\w-]+)");

  private final VapidKey key = new VapidKey("p".repeat(64));

  /** What browsers are bound to. HMAC of another program and OpenSSL have computed it too. */
  @Test
  void aSecretAlwaysLeadsToTheSameKey() {
    assertThat(key.publicKey())
        .isEqualTo(
            "BGQazPz-AnMcs9ACjMH7lB_Sh-DxNCgoSttUaSnJ2oz5QYFrcLXI1oFHudBMpB9DP12El18fXYSDBsUkvtBpiEY");
    assertThat(new VapidKey("q".repeat(64)).publicKey()).isNotEqualTo(key.publicKey());
  }

  @Test
  void aShortSecretIsNone() {
    assertThatThrownBy(() -> new VapidKey("p".repeat(31)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("32 characters");
  }

  @Test
  void whoeverHasThePublicKeyCanVerifyWhoSends() throws Exception {
    Matcher sent = sent("https://push.example.net/push/abc");

    byte[] point = Base64.getUrlDecoder().decode(sent.group(4));
    Signature verifying = Signature.getInstance("SHA256withECDSAinP1363Format");
    verifying.initVerify(P256.publicKey(point).orElseThrow());
    verifying.update((sent.group(1) + "." + sent.group(2)).getBytes(StandardCharsets.US_ASCII));
    assertThat(verifying.verify(Base64.getUrlDecoder().decode(sent.group(3)))).isTrue();
    assertThat(sent.group(4)).isEqualTo(key.publicKey());
    JsonObject header = decoded(sent.group(1));
    assertThat(header.requiredString("alg")).isEqualTo("ES256");
    assertThat(header.requiredString("typ")).isEqualTo("JWT");
    JsonObject claims = decoded(sent.group(2));
    assertThat(claims.requiredString("sub")).isEqualTo("mailto:ops@example.com");
    assertThat(Instant.ofEpochSecond(claims.requiredWholeNumber("exp", 0, Long.MAX_VALUE)))
        .isBetween(NOW.plusSeconds(3600), NOW.plusSeconds(24 * 3600));
  }

  @ParameterizedTest
  @CsvSource({
    "https://push.example.net/push/abc?x=1, https://push.example.net",
    "HTTPS://Push.Example.NET:443/push/abc, https://push.example.net",
    "https://push.example.net:8443/push/abc, https://push.example.net:8443",
    "http://127.0.0.1:9000/push, http://127.0.0.1:9000",
    "https://[2606:2800:21f:cb07:6820:80da:af6b:8b2c]/p, https://[2606:2800:21f:cb07:6820:80da:af6b:8b2c]"
  })
  void theTokenIsForThePushServiceAlone(String endpoint, String audience) throws Exception {
    assertThat(decoded(sent(endpoint).group(2)).requiredString("aud")).isEqualTo(audience);
  }

  private Matcher sent(String endpoint) throws Exception {
    Matcher sent =
        AUTHORIZATION.matcher(
            key.authorization(
                Destination.of(endpoint, Reach.THIS_MACHINE_TOO), "mailto:ops@example.com", NOW));
    assertThat(sent.matches()).isTrue();
    return sent;
  }

  private static JsonObject decoded(String part) throws Exception {
    return Json.object(new String(Base64.getUrlDecoder().decode(part), StandardCharsets.UTF_8));
  }
}
