package dev.mediajobs.local.polling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.mediajobs.aws.AwsClients;
import dev.mediajobs.aws.Environment;
import dev.mediajobs.local.EmbeddedStack;
import dev.mediajobs.local.StackOptions;
import dev.mediajobs.local.TestClock;
import dev.mediajobs.local.openapi.ApiDescription;
import dev.mediajobs.local.openapi.Exchange;
import dev.mediajobs.local.speech.ScriptedRecognizer;
import dev.mediajobs.local.transcribe.TranscribeEmulator;
import dev.mediajobs.local.transcribe.TranscribeOptions;
import dev.mediajobs.local.worker.Recordings;
import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.S3Object;

class PollingEndToEndTest {

  private static final Path TEMPLATE = Path.of("..", "..", "template.yaml");
  private static final String PATH = "/api/generate-subtitles";
  private static final Duration PATIENCE = Duration.ofMinutes(1);
  private static final JsonMapper JSON = new JsonMapper();

  private final HttpClient http = HttpClient.newHttpClient();

  @Test
  void aFormBecomesSubtitlesWhoseSourceGoesAtTheEndAndTheyAnHourLater() throws Exception {
    TestClock clock = TestClock.running();
    StackOptions options =
        StackOptions.of(
                TEMPLATE,
                TranscribeEmulator.factory(
                    TranscribeOptions.defaults(), ScriptedRecognizer.hearing("hello out there")))
            .withClock(clock);
    try (EmbeddedStack stack = EmbeddedStack.start(options);
        S3Client s3 = new AwsClients(new Environment(stack.environment())).s3()) {
      String bucket = stack.physicalId("MediaBucket");
      Callable<List<String>> objects =
          () ->
              s3.listObjectsV2(list -> list.bucket(bucket)).contents().stream()
                  .map(S3Object::key)
                  .toList();

      JsonNode submitted = JSON.readTree(post(stack.api(), Recordings.video("3")));
      URI job = stack.api().resolve(PATH + "/" + submitted.path("jobId").asText());
      List<Integer> percentages = new ArrayList<>();
      await()
          .atMost(PATIENCE)
          .until(
              () -> {
                JsonNode state = JSON.readTree(get(job));
                percentages.add(state.path("progress").asInt());
                return state.path("status").asText().equals("succeeded");
              });
      await()
          .atMost(PATIENCE)
          .until(() -> !objects.call().contains(submitted.path("filePath").asText()));

      assertThat(percentages).isSorted().endsWith(100);
      JsonNode result = JSON.readTree(get(job)).path("result");
      assertThat(result.path("segments").path(0).path("text").asText())
          .isEqualTo("Hello out there.");
      assertThat(result.path("srt").asText()).containsIgnoringCase("hello out there");
      assertThat(result.path("vtt").asText()).startsWith("WEBVTT");
      assertThat(result.path("json").path("segments")).hasSize(1);
      assertThat(objects.call()).isNotEmpty();

      clock.pass(Duration.ofHours(1).plusMinutes(1));
      assertThat(stack.expireRows()).isPositive();
      assertThat(status(job)).isEqualTo(404);
      await().atMost(PATIENCE).until(() -> objects.call().isEmpty());
    } finally {
      http.close();
    }
  }

  private String post(URI api, byte[] recording) throws Exception {
    ByteArrayOutputStream form = new ByteArrayOutputStream();
    form.writeBytes(
        """
        --b
        Content-Disposition: form-data; name="file"; filename="talk.mp4"
        Content-Type: video/mp4

        """
            .replace("\n", "\r\n")
            .getBytes(StandardCharsets.UTF_8));
    form.writeBytes(recording);
    form.writeBytes("\r\n--b--\r\n".getBytes(StandardCharsets.UTF_8));
    HttpRequest request =
        HttpRequest.newBuilder(api.resolve(PATH))
            .header("content-type", "multipart/form-data; boundary=b")
            .POST(BodyPublishers.ofByteArray(form.toByteArray()))
            .build();
    return answer(request, form.toString(StandardCharsets.ISO_8859_1)).body();
  }

  private String get(URI job) throws Exception {
    return answer(HttpRequest.newBuilder(job).build(), "").body();
  }

  private int status(URI job) throws Exception {
    return answer(HttpRequest.newBuilder(job).build(), "").statusCode();
  }

  /** Which must be as the OpenAPI documents say. */
  private HttpResponse<String> answer(HttpRequest request, String question) throws Exception {
    HttpResponse<String> answer = http.send(request, BodyHandlers.ofString());
    ApiDescription.ofTheProject().check(Exchange.of(answer, question));
    return answer;
  }
}
