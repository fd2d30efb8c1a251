package dev.mediajobs.local.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.mediajobs.local.EmbeddedStack;
import dev.mediajobs.local.SilentTranscribe;
import dev.mediajobs.local.StackOptions;
import dev.mediajobs.local.cli.CommandLineHarness.Outcome;
import dev.mediajobs.local.openapi.CheckedGateway;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code speak}, on the whole stack. */
final class SpeakCommandTest {
  private static final Path TEMPLATE = Path.of("..", "..", "template.yaml");
  private static final ObjectMapper JSON = new ObjectMapper();

  private static EmbeddedStack stack;
  private static CheckedGateway gateway;

  @TempDir private Path folder;

  @BeforeAll
  static void start() throws Exception {
    stack = EmbeddedStack.start(StackOptions.of(TEMPLATE, new SilentTranscribe().factory()));
    gateway = CheckedGateway.before(stack.api());
  }

  @AfterAll
  static void stop() {
    gateway.close();
    stack.close();
  }

  @Test
  void aScriptBecomesSoundAndSubtitles() throws Exception {
    Path script = script("Anna: Good morning.\nBen: Good morning to you.\n");
    Path sound = folder.resolve("made/talk.wav");

    Outcome outcome =
        run(
            "speak",
            script.toString(),
            "--voice",
            "Ben=Brian",
            "--out",
            sound.toString(),
            "--subtitles",
            "--json");

    assertThat(outcome.exit()).as(outcome.err()).isZero();
    JsonNode told = JSON.readTree(outcome.out());
    assertThat(told.path("status").asText()).isEqualTo("completed");
    assertThat(told.path("duration_ms").asLong()).isBetween(1000L, 10_000L);
    assertThat(told.path("files").path("wav").asText()).isEqualTo(sound.toString());
    byte[] wav = Files.readAllBytes(sound);
    assertThat(new String(wav, 0, 4, StandardCharsets.US_ASCII)).isEqualTo("RIFF");
    assertThat(folder.resolve("made/talk.srt"))
        .content()
        .contains("Good morning to you.")
        .contains("Ben");
    try (Stream<Path> files = Files.list(folder.resolve("made"))) {
      assertThat(files).hasSize(2);
    }
  }

  @Test
  void aScriptThatTheApiRefusesLeavesNothingBehind() throws Exception {
    Path script = script("Anna: Good morning.");
    Path sound = folder.resolve("talk.mp3");

    Outcome outcome =
        run("speak", script.toString(), "--voice", "Anna=Nobody", "--out", sound.toString());

    assertThat(outcome.exit()).isEqualTo(ExitCode.INPUT_REFUSED.code());
    assertThat(outcome.lastErrorLine())
        .contains("voice_assignments.Anna is Nobody, which is no voice of polly");
    assertThat(sound).doesNotExist();
  }

  @Test
  void withoutAnEndpointAStackIsStartedAndStoppedAgain() throws Exception {
    Path script = script("{\"text\":\"Good morning.\",\"output_format\":\"wav\"}");
    Path sound = folder.resolve("talk.mp3");
    CommandLineHarness commands = new CommandLineHarness().waiting().stackAt(gateway.address());

    Outcome outcome = commands.run("speak", script.toString(), "--out", sound.toString());

    assertThat(outcome.exit()).as(outcome.err()).isZero();
    assertThat(outcome.out()).isEqualTo(sound + "\n");
    assertThat(commands.stacksStarted()).isEqualTo(1);
    assertThat(commands.stacksRunning()).isZero();
    // The ending of --out counts more than what the script says.
    assertThat(Files.readAllBytes(sound)).startsWith((byte) 'I', (byte) 'D', (byte) '3');
  }

  @Test
  void whatCantWorkIsRefusedBeforeAnythingIsAsked() throws Exception {
    CommandLineHarness commands = new CommandLineHarness();
    Path script = script("Anna: Good morning.");

    assertThat(commands.run("speak", folder.resolve("none.txt").toString()).exit())
        .isEqualTo(ExitCode.INPUT_REFUSED.code());
    assertThat(commands.run("speak", script.toString(), "--out", folder.toString()).exit())
        .isEqualTo(ExitCode.INPUT_REFUSED.code());
    assertThat(commands.run("speak", script.toString(), "--out", script.toString()).lastErrorLine())
        .contains("replace its own source");
    assertThat(commands.run("speak", script.toString(), "--format", "ogg").exit())
        .isEqualTo(ExitCode.USAGE.code());
    assertThat(commands.run("speak", script.toString(), "--voice", "Anna").exit())
        .isEqualTo(ExitCode.USAGE.code());
    assertThat(commands.stacksStarted()).isZero();
  }

  private Path script(String text) throws Exception {
    return Files.writeString(folder.resolve("script.txt"), text);
  }

  private static Outcome run(String... arguments) {
    return new CommandLineHarness()
        .waiting()
        .with("MEDIAJOBS_ENDPOINT", gateway.address().toString())
        .run(arguments);
  }
}
