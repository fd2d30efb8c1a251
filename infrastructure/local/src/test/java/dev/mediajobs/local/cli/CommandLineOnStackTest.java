package dev.mediajobs.local.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.mediajobs.local.EmbeddedStack;
import dev.mediajobs.local.SilentTranscribe;
import dev.mediajobs.local.StackOptions;
import dev.mediajobs.local.cli.CommandLineHarness.Outcome;
import dev.mediajobs.local.openapi.CheckedGateway;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The commands against the API itself, with workers that rest. */
final class CommandLineOnStackTest {

  private static final Path TEMPLATE = Path.of("..", "..", "template.yaml");
  private static final ObjectMapper JSON = new ObjectMapper();

  @TempDir private Path folder;

  @Test
  void whatTheCommandsAskAndAreAnsweredIsDocumented() throws Exception {
    String resting =
        Files.readString(TEMPLATE)
            .replaceFirst("( +)BatchSize: 1\n", "$1BatchSize: 1\n$1Enabled: false\n");
    Path template = Files.writeString(folder.resolve("template.yaml"), resting);
    Path video = Files.writeString(folder.resolve("talk.mp4"), "pictures and sound");
    try (EmbeddedStack stack =
            EmbeddedStack.start(StackOptions.of(template, new SilentTranscribe().factory()));
        CheckedGateway gateway = CheckedGateway.before(stack.api())) {
      JsonNode job = JSON.readTree(run(gateway, "", "submit", video.toString(), "--json").out());
      String id = job.path("job_id").asText();
      String token = job.path("access_token").asText();

      assertThat(run(gateway, token, "status", id).out()).contains("pending");
      assertThat(run(gateway, token, "share", id).out()).contains("share_url: http");
      assertThat(run(gateway, token, "share", id, "--stop").exit()).isZero();
      assertThat(run(gateway, token, "download", id).exit()).isNotZero();
      assertThat(run(gateway, token, "retry", id, "--json").lastErrorLine()).contains("not_failed");
      assertThat(run(gateway, token, "cancel", id).out()).isEqualTo("status: cancelled\n");

      String path = "/api/jobs/" + id;
      assertThat(gateway.passed())
          .contains(
              "POST /api/uploads",
              "POST /api/jobs/submit",
              "GET " + path,
              "GET " + path + "/share",
              "DELETE " + path + "/share",
              "POST " + path + "/retry",
              "DELETE " + path);
    }
  }

  private static Outcome run(CheckedGateway gateway, String token, String... arguments) {
    CommandLineHarness commands =
        new CommandLineHarness().with("MEDIAJOBS_ENDPOINT", gateway.address().toString());
    return (token.isEmpty() ? commands : commands.with("MEDIAJOBS_TOKEN", token)).run(arguments);
  }
}
