package dev.mediajobs.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.mediajobs.local.template.TemplateException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** What a template can have a function triggered by, other than HTTP and queues. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TriggersTest {

  private static final JsonMapper JSON = new JsonMapper();
  private static final Duration SOON = Duration.ofMinutes(1);

  private EmbeddedStack stack;

  @BeforeAll
  void start(@TempDir Path folder) throws Exception {
    stack = EmbeddedStack.start(options(folder, template()));
  }

  @AfterAll
  void stop() {
    stack.close();
  }

  @Test
  void aScheduleInvokesItsFunctionWithItsRuleAndADisabledOneDoesNot() throws Exception {
    stack.fireSchedules();

    List<String> ticks =
        await().atMost(SOON).until(() -> WitnessHandler.seen("ticker"), seen -> !seen.isEmpty());

    assertThat(ticks).hasSize(1);
    JsonNode event = JSON.readTree(ticks.getFirst());
    assertThat(event.path("detail-type").asText()).isEqualTo("Scheduled Event");
    assertThat(event.path("resources").path(0).asText())
        .isEqualTo("arn:aws:events:us-east-1:000000000000:rule/mediajobs-TickerTick");
  }

  @Test
  void aScheduleThatIsNoneIsRefusedWithItsLine(@TempDir Path folder) throws Exception {
    StackOptions options =
        options(folder, template()).withParameters(Map.of("TickRate", "rate(5 minute)"));

    assertThatThrownBy(() -> EmbeddedStack.start(options))
        .isInstanceOf(TemplateException.class)
        .hasMessageMatching("triggers.yaml line \\d+: EventBridge takes rate\\(5 minutes\\).*");
  }

  static String template() throws IOException {
    try (InputStream content =
        Objects.requireNonNull(TriggersTest.class.getResourceAsStream("triggers.yaml"))) {
      return new String(content.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  static StackOptions options(Path folder, String template) throws IOException {
    return StackOptions.of(
        Files.writeString(folder.resolve("triggers.yaml"), template),
        new SilentTranscribe().factory());
  }
}
