package dev.mediajobs.local.cost;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.mediajobs.aws.AwsClients;
import dev.mediajobs.aws.Environment;
import dev.mediajobs.jobs.Job;
import dev.mediajobs.jobs.JobId;
import dev.mediajobs.jobs.JobStatus;
import dev.mediajobs.jobs.JobStore;
import dev.mediajobs.jobs.SubtitleResult;
import dev.mediajobs.json.Json;
import dev.mediajobs.json.JsonObject;
import dev.mediajobs.local.EmbeddedStack;
import dev.mediajobs.local.StackOptions;
import dev.mediajobs.local.speech.ScriptedRecognizer;
import dev.mediajobs.local.transcribe.TranscribeEmulator;
import dev.mediajobs.local.transcribe.TranscribeOptions;
import dev.mediajobs.local.worker.Recordings;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Counts what the functions ask of AWS for one video of ten minutes, from the leave to upload it to
 * its subtitles, when nothing goes wrong. Its sound takes as much room as ten minutes of speech do,
 * about 10 MB of FLAC, which are stored in two parts. The README's table of costs has these
 * numbers.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class CostOfAJobTest {

  private static final Logger LOG = LoggerFactory.getLogger(CostOfAJobTest.class);

  /** Four kinds of leases, slots, and deliveries, in four partitions each. */
  private static final double QUERIES = 24;

  /**
   * At most; a report of progress more or less is written as the machine is slower or faster, which
   * takes 4 units.
   */
  private static final Map<String, Double> JOB =
      Map.ofEntries(
          Map.entry("api DynamoDb GetItem", 2.0),
          Map.entry("api DynamoDb PutItem", 1.0),
          Map.entry("api DynamoDb Query", 2.0),
          Map.entry("api DynamoDb TransactWriteItems", 1.0),
          Map.entry("api S3 HeadObject", 1.0),
          Map.entry("api Sqs SendMessage", 1.0),
          Map.entry("api read units", 1.5),
          Map.entry("api write units", 7.0),
          Map.entry("notifier DynamoDb GetItem", 1.0),
          Map.entry("notifier DynamoDb Query", 13.0),
          Map.entry("notifier DynamoDb UpdateItem", 1.0),
          Map.entry("notifier EventBridge PutEvents", 12.0),
          Map.entry("notifier read units", 1.0),
          Map.entry("notifier write units", 3.0),
          Map.entry("worker DynamoDb GetItem", 3.0),
          Map.entry("worker DynamoDb PutItem", 1.0),
          Map.entry("worker DynamoDb TransactWriteItems", 1.0),
          Map.entry("worker DynamoDb UpdateItem", 18.0),
          Map.entry("worker S3 GetObject", 2.0),
          Map.entry("worker S3 CompleteMultipartUpload", 1.0),
          Map.entry("worker S3 CreateMultipartUpload", 1.0),
          Map.entry("worker S3 PutObject", 3.0),
          Map.entry("worker S3 UploadPart", 2.0),
          Map.entry("worker Sqs SendMessage", 1.0),
          Map.entry("worker Transcribe GetTranscriptionJob", 1.0),
          Map.entry("worker Transcribe StartTranscriptionJob", 1.0),
          Map.entry("worker read units", 3.0),
          Map.entry("worker write units", 70.0));

  @TempDir private static Path folder;
  private EmbeddedStack stack;
  private final HttpClient http = HttpClient.newHttpClient();

  @BeforeAll
  void start() throws Exception {
    String counted =
        Files.readString(Path.of("../../template.yaml"))
            .replaceFirst("( +)TOKEN_KEY: ", "$1AWS_SDK_UA_APP_ID: counted-api\n$1TOKEN_KEY: ")
            .replaceFirst(
                "( +)MAXIMUM_AUDIO_SECONDS: ",
                "$1AWS_SDK_UA_APP_ID: counted-worker\n$1MAXIMUM_AUDIO_SECONDS: ")
            .replaceFirst(
                "( +)RUNNING_RECOVERED: ",
                "$1AWS_SDK_UA_APP_ID: counted-sweeper\n$1RUNNING_RECOVERED: ")
            .replaceFirst(
                "( +)EVENT_BUS: ", "$1AWS_SDK_UA_APP_ID: counted-notifier\n$1EVENT_BUS: ");
    stack =
        EmbeddedStack.start(
            StackOptions.of(
                Files.writeString(folder.resolve("template.yaml"), counted),
                TranscribeEmulator.factory(
                    TranscribeOptions.defaults(),
                    ScriptedRecognizer.hearing("good morning everybody"))));
  }

  @AfterAll
  void stop() {
    stack.close();
  }

  @Test
  void aJobCostsNoMoreThanTheReadmeSays() throws Exception {
    byte[] video = Recordings.longVideo();
    RequestCounter.reset();

    JobId id = submitted(video);
    Job job = completed(id);

    Map<String, Double> counts = RequestCounter.counts();
    counts.forEach((what, count) -> LOG.info("{}: {}", what, count));
    assertThat(job.result(SubtitleResult.class).orElseThrow().duration())
        .isBetween(Duration.ofSeconds(599), Duration.ofSeconds(601));
    assertThat(counts).containsOnlyKeys(JOB.keySet());
    assertThat(counts)
        .allSatisfy((what, count) -> assertThat(count).as(what).isLessThanOrEqualTo(JOB.get(what)));
  }

  @Test
  void aSweepThatFindsNothingOnlyAsksTheIndex() {
    RequestCounter.reset();

    stack.fireSchedules();

    await()
        .atMost(Duration.ofSeconds(30))
        .untilAsserted(
            () ->
                assertThat(RequestCounter.counts())
                    .containsOnlyKeys("sweeper DynamoDb Query", "sweeper read units")
                    .containsEntry("sweeper DynamoDb Query", QUERIES));
  }

  private JobId submitted(byte[] video) throws Exception {
    JsonObject upload =
        post(
            "/api/uploads",
            "{\"filename\":\"a.mp4\",\"size_bytes\":%d,\"content_type\":\"video/mp4\"}"
                .formatted(video.length));
    HttpResponse<String> put =
        http.send(
            HttpRequest.newBuilder(URI.create(upload.requiredString("url")))
                .header("content-type", "video/mp4")
                .header("if-none-match", "*")
                .PUT(BodyPublishers.ofByteArray(video))
                .build(),
            BodyHandlers.ofString());
    assertThat(put.statusCode()).isEqualTo(200);
    JsonObject submitted =
        post(
            "/api/jobs/submit",
            "{\"key\":\"%s\",\"filename\":\"a.mp4\"}".formatted(upload.requiredString("key")));
    return JobId.parse(submitted.requiredString("job_id")).orElseThrow();
  }

  private JsonObject post(String path, String body) throws Exception {
    return Json.object(
        http.send(
                HttpRequest.newBuilder(stack.api().resolve(path))
                    .header("content-type", "application/json")
                    .POST(BodyPublishers.ofString(body))
                    .build(),
                BodyHandlers.ofString())
            .body());
  }

  /** Looks at the row without being counted. */
  private Job completed(JobId id) {
    AwsClients clients = new AwsClients(new Environment(stack.environment()));
    JobStore jobs =
        new JobStore(clients.dynamoDb(), stack.physicalId("JobsTable"), Clock.systemUTC());
    return await()
        .atMost(Duration.ofMinutes(2))
        .until(
            () -> jobs.find(id).orElseThrow(),
            job -> job.status() == JobStatus.COMPLETED && !job.isUntold());
  }
}
