package dev.mediajobs.local.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.mediajobs.aws.AwsClients;
import dev.mediajobs.aws.Environment;
import dev.mediajobs.local.EmbeddedStack;
import dev.mediajobs.local.StackOptions;
import dev.mediajobs.local.isolated.StuckHandler;
import dev.mediajobs.local.speech.ScriptedRecognizer;
import dev.mediajobs.local.transcribe.TranscribeEmulator;
import dev.mediajobs.local.transcribe.TranscribeOptions;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.sqs.SqsClient;

/** Stacks whose functions have processes of their own. */
@EnabledOnOs(
    value = OS.LINUX,
    disabledReason = "the runtime interface client has its native part for Linux only")
class IsolatedJobTest {

  private static final Path TEMPLATE = Path.of("..", "..", "template.yaml");
  private static final Duration PATIENCE = Duration.ofMinutes(1);
  private static final JsonMapper JSON = new JsonMapper();

  @Test
  void aJobIsDoneByProcessesOfTheirOwn() throws Exception {
    byte[] recording = Recordings.video("3");
    List<ProcessHandle> workers;
    try (EmbeddedStack stack = EmbeddedStack.start(isolated(TEMPLATE));
        HttpClient http = HttpClient.newHttpClient()) {
      Client client = new Client(stack.api(), http);
      JsonNode upload =
          client.post(
              "/api/uploads",
              "{\"filename\":\"talk.mp4\",\"size_bytes\":%d,\"content_type\":\"video/mp4\"}"
                  .formatted(recording.length));
      client.put(upload, recording);
      JsonNode job =
          client.post(
              "/api/jobs/submit",
              "{\"key\":\"%s\",\"filename\":\"talk.mp4\"}".formatted(upload.path("key").asText()));

      await()
          .atMost(PATIENCE)
          .untilAsserted(
              () -> assertThat(client.job(job).path("status").asText()).isEqualTo("completed"));

      assertThat(client.job(job).path("result").path("word_count").asInt()).isEqualTo(3);
      workers = stack.processes("WorkerFunction");
      assertThat(workers).isNotEmpty().doesNotContainAnyElementsOf(stack.processes("ApiFunction"));
    }
    assertThat(workers).noneMatch(ProcessHandle::isAlive);
  }

  @Test
  void theMessageOfAKilledProcessComesAgain(@TempDir Path folder) throws Exception {
    Path template =
        Files.writeString(
            folder.resolve("template.yaml"),
            """
            Transform: AWS::Serverless-2016-10-31
            Resources:
              Work:
                Type: AWS::SQS::Queue
                Properties: { VisibilityTimeout: 2 }
              Worker:
                Type: AWS::Serverless::Function
                Properties:
                  Runtime: java25
                  Handler: %s
                  Timeout: 2
                  MemorySize: 256
                  Events:
                    Messages: { Type: SQS, Properties: { Queue: !GetAtt Work.Arn, BatchSize: 1 } }
            """
                .formatted(StuckHandler.class.getName()));
    try (EmbeddedStack stack = EmbeddedStack.start(isolated(template));
        SqsClient sqs = new AwsClients(new Environment(stack.environment())).sqs()) {
      sqs.sendMessage(send -> send.queueUrl(stack.physicalId("Work")).messageBody("{}"));
      await().atMost(PATIENCE).until(() -> !stack.processes("Worker").isEmpty());
      ProcessHandle first = stack.processes("Worker").getFirst();

      first.destroyForcibly();
      first.onExit().get(PATIENCE.toSeconds(), TimeUnit.SECONDS);

      await().atMost(PATIENCE).until(() -> !stack.processes("Worker").isEmpty());
    }
  }

  private static StackOptions isolated(Path template) {
    return StackOptions.of(
            template,
            TranscribeEmulator.factory(
                TranscribeOptions.defaults(), ScriptedRecognizer.hearing("hello out there")))
        .withIsolation();
  }

  private record Client(URI api, HttpClient http) {

    JsonNode post(String path, String body) throws Exception {
      return send(
          HttpRequest.newBuilder(api.resolve(path))
              .header("content-type", "application/json")
              .POST(BodyPublishers.ofString(body)));
    }

    void put(JsonNode upload, byte[] content) throws Exception {
      HttpRequest.Builder request =
          HttpRequest.newBuilder(URI.create(upload.path("url").asText()))
              .PUT(BodyPublishers.ofByteArray(content));
      for (var header : upload.path("headers").properties()) {
        request.header(header.getKey(), header.getValue().asText());
      }
      send(request);
    }

    JsonNode job(JsonNode submitted) throws Exception {
      return send(
          HttpRequest.newBuilder(api.resolve("/api/jobs/" + submitted.path("job_id").asText()))
              .header("authorization", "Bearer " + submitted.path("access_token").asText()));
    }

    private JsonNode send(HttpRequest.Builder request) throws Exception {
      HttpResponse<String> response = http.send(request.build(), BodyHandlers.ofString());
      assertThat(response.statusCode()).as(response.body()).isLessThan(300);
      return JSON.readTree(response.body());
    }
  }
}
