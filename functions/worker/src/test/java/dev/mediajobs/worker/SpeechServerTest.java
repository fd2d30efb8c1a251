package dev.mediajobs.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mediajobs.aws.Environment;
import java.net.URI;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SpeechServerTest {

  private static final Map<String, String> COMPLETE =
      Map.of(
          "SPEECH_SERVER_URL", "https://speech.example.com",
          "SPEECH_SERVER_MODEL", "tts-1",
          "SPEECH_SERVER_VOICES", "alloy, nova,,echo",
          "SPEECH_SERVER_FOLLOWS_STYLE", "false",
          "SPEECH_SERVER_KEY", "the-key");

  @Test
  void aServerThatIsNamedIsUnderstood() {
    SpeechServer server = SpeechServer.of(new Environment(COMPLETE)).orElseThrow();

    assertThat(server.settings().base()).isEqualTo(URI.create("https://speech.example.com"));
    assertThat(server.settings().voices()).containsExactlyInAnyOrder("alloy", "nova", "echo");
    assertThat(server.provider().name()).isEqualTo("openai");
    assertThat(server.toString()).doesNotContain("the-key");
  }

  @Test
  void withoutAnAddressThereIsNone() {
    assertThat(SpeechServer.of(new Environment(with("SPEECH_SERVER_URL", "")))).isEmpty();
  }

  @Test
  void aServerMayAskForNoKey() {
    assertThat(SpeechServer.of(new Environment(with("SPEECH_SERVER_KEY", ""))).orElseThrow().key())
        .isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "SPEECH_SERVER_URL, http://speech.example.com",
    "SPEECH_SERVER_URL, https://user@speech.example.com",
    "SPEECH_SERVER_VOICES, ','",
    "SPEECH_SERVER_VOICES, ''",
    "SPEECH_SERVER_MODEL, ''"
  })
  void aSenselessOneStopsTheStart(String variable, String value) {
    Environment environment = new Environment(with(variable, value));

    assertThatThrownBy(() -> SpeechServer.of(environment))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("SPEECH_SERVER_");
  }

  private static Map<String, String> with(String variable, String value) {
    Map<String, String> changed = new HashMap<>(COMPLETE);
    changed.put(variable, value);
    return changed;
  }
}
