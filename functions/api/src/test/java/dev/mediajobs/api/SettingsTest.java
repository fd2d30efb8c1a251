package dev.mediajobs.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mediajobs.api.identity.Issuer;
import dev.mediajobs.api.speech.SpeechEngines;
import dev.mediajobs.aws.Environment;
import dev.mediajobs.jobs.Pools;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SettingsTest {

  static final Map<String, String> COMPLETE =
      Map.ofEntries(
          Map.entry("JOBS_TABLE", "table"),
          Map.entry("MEDIA_BUCKET", "bucket"),
          Map.entry("JOB_QUEUE_URL", "http://127.0.0.1:1/queue"),
          Map.entry("WEBHOOK_QUEUE_URL", "http://127.0.0.1:1/webhooks"),
          Map.entry("TOKEN_KEY", "k".repeat(64)),
          Map.entry("PUSH_KEY", "p".repeat(64)),
          Map.entry("MAXIMUM_UPLOAD_BYTES", "5000000000"),
          Map.entry("UPLOAD_URL_SECONDS", "3600"),
          Map.entry("DOWNLOAD_URL_SECONDS", "300"),
          Map.entry("INLINE_RESULT_BYTES", "512000"),
          Map.entry("ANONYMOUS_JOB_LIMIT", "3"),
          Map.entry("USER_JOB_LIMIT", "2"),
          Map.entry("OVERALL_JOB_LIMIT", "0"));

  @Test
  void theTemplatesVariablesAreUnderstood() {
    Settings settings = Settings.of(new Environment(COMPLETE));

    assertThat(settings.maximumUploadBytes()).isEqualTo(5_000_000_000L);
    assertThat(settings.uploadAddressValidity()).isEqualTo(Duration.ofHours(1));
    assertThat(settings.downloadAddressValidity()).isEqualTo(Duration.ofMinutes(5));
    assertThat(settings.inlineResultBytes()).isEqualTo(512_000);
    assertThat(settings.pools()).isEqualTo(new Pools(3, 2, 0));
  }

  @Test
  void withoutAnIssuerTheApiStartsAndNobodySignsIn() {
    assertThat(Settings.of(new Environment(COMPLETE)).issuer()).isEmpty();
  }

  @Test
  void aSpeechServerIsOfferedBesidePollyOnlyWhereThereIsOne() {
    Map<String, String> serving = new HashMap<>(COMPLETE);
    serving.put("SPEECH_SERVER_URL", "https://speech.example.com");
    serving.put("SPEECH_SERVER_VOICES", "alloy, nova");

    SpeechEngines usual = Settings.of(new Environment(COMPLETE)).speechEngines();
    assertThat(usual.names()).containsExactly("polly");
    assertThat(usual.serverVoices()).isEmpty();
    SpeechEngines both = Settings.of(new Environment(serving)).speechEngines();
    assertThat(both.names()).containsExactly("openai", "polly");
    assertThat(both.serverVoices()).contains(Set.of("alloy", "nova"));
  }

  @Test
  void anIssuerComesWithItsAudience() {
    Map<String, String> signing = new HashMap<>(COMPLETE);
    signing.put("JWT_ISSUER", "https://login.example.com/tenant/");
    signing.put("JWT_AUDIENCE", "mediajobs");

    assertThat(Settings.of(new Environment(signing)).issuer())
        .contains(new Issuer("https://login.example.com/tenant/", "mediajobs"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "JOBS_TABLE",
        "MEDIA_BUCKET",
        "JOB_QUEUE_URL",
        "WEBHOOK_QUEUE_URL",
        "TOKEN_KEY",
        "PUSH_KEY",
        "MAXIMUM_UPLOAD_BYTES",
        "UPLOAD_URL_SECONDS",
        "DOWNLOAD_URL_SECONDS",
        "INLINE_RESULT_BYTES",
        "ANONYMOUS_JOB_LIMIT",
        "USER_JOB_LIMIT",
        "OVERALL_JOB_LIMIT"
      })
  void aMissingVariableStopsTheStartWithItsName(String name) {
    Map<String, String> incomplete = new HashMap<>(COMPLETE);
    incomplete.remove(name);

    assertThatThrownBy(() -> Settings.of(new Environment(incomplete)))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining(name);
  }

  @ParameterizedTest
  @CsvSource({
    "MAXIMUM_UPLOAD_BYTES, 0",
    "UPLOAD_URL_SECONDS, 59",
    "DOWNLOAD_URL_SECONDS, 3601",
    "INLINE_RESULT_BYTES, many",
    "ANONYMOUS_JOB_LIMIT, 0",
    "ANONYMOUS_JOB_LIMIT, 101",
    "USER_JOB_LIMIT, 0",
    "OVERALL_JOB_LIMIT, 1001"
  })
  void aSenselessValueStopsTheStartWithItsName(String name, String value) {
    Map<String, String> senseless = new HashMap<>(COMPLETE);
    senseless.put(name, value);

    assertThatThrownBy(() -> Settings.of(new Environment(senseless)))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining(name);
  }
}
