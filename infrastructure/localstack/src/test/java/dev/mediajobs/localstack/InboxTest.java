package dev.mediajobs.localstack;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import com.amazonaws.services.lambda.runtime.events.SQSEvent.SQSMessage;
import dev.mediajobs.ingest.IngestHandler;
import dev.mediajobs.jobs.Failure;
import dev.mediajobs.jobs.Job;
import dev.mediajobs.jobs.JobId;
import dev.mediajobs.jobs.JobStore;
import dev.mediajobs.jobs.Owner;
import dev.mediajobs.jobs.SubtitleSettings;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.model.Event;
import software.amazon.awssdk.services.sqs.model.Message;

/** The inbox, told of its objects by the endpoint's own S3. */
@OnAwsEndpoint
class InboxTest {

  private static final String KEY = "inbox/owner=alice/Besprechung März + 1.mp4";
  private static final String RESULTS = "results/owner=alice/Besprechung März + 1.mp4/";

  private static Deployment deployment;
  private static String bucket;
  private static Messages news;
  private static IngestHandler handler;
  private static JobStore jobs;

  @BeforeAll
  static void deploy(Endpoint endpoint) {
    deployment = Deployment.on(endpoint);
    bucket = deployment.id("MediaBucket");
    news = new Messages(deployment.sqs, deployment.id("InboxQueue"));
    handler = new IngestHandler(deployment.environmentOf("IngestFunction"));
    jobs = deployment.jobs();
    deployment.tellOfObjects("MediaBucket", "InboxQueue", Event.S3_OBJECT_CREATED, "inbox/");
  }

  @AfterAll
  static void delete() {
    deployment.close();
  }

  @Test
  void anObjectBecomesOneJobThatWorksOnACopy() {
    put("sound", Map.of("mediajobs-num-speakers", "2"));
    Message told = news.take(message -> message.body().contains("ObjectCreated"));

    assertThat(deliver(told.body())).isEmpty();
    assertThat(deliver(told.body())).isEmpty();

    Job job = job();
    assertThat(job.owner()).contains(new Owner("alice"));
    assertThat(job.settings(SubtitleSettings.class).numSpeakers()).hasValue(2);
    assertThat(job.source().filename()).isEqualTo("Besprechung März + 1.mp4");
    assertThat(text(job.source().key())).isEqualTo("sound");

    Instant now = Instant.now().truncatedTo(ChronoUnit.MILLIS);
    Job running = job.claimed("test", now);
    assertThat(jobs.move(job, running)).isTrue();
    assertThat(jobs.move(running, running.failed(new Failure("no_audio", "No sound."), now)))
        .isTrue();
    assertThat(deliver("{\"job_id\":\"%s\"}".formatted(job.id()))).isEmpty();
    assertThat(text(RESULTS + "job.json")).contains("\"code\":\"no_audio\"");
  }

  @Test
  void anObjectThatWasReplacedMakesNoJob() {
    put("first", Map.of());
    Message first = news.take(message -> message.body().contains("ObjectCreated"));
    put("second", Map.of());
    Message second = news.take(message -> message.body().contains("ObjectCreated"));

    assertThat(deliver(second.body())).isEmpty();
    assertThat(deliver(first.body())).isEmpty();

    assertThat(text(job().source().key())).isEqualTo("second");
  }

  private static void put(String content, Map<String, String> metadata) {
    deployment.s3.putObject(
        put -> put.bucket(bucket).key(KEY).metadata(metadata), RequestBody.fromString(content));
  }

  private static List<?> deliver(String body) {
    SQSMessage message = new SQSMessage();
    message.setMessageId("message");
    message.setReceiptHandle("none");
    message.setAttributes(Map.of());
    message.setBody(body);
    SQSEvent event = new SQSEvent();
    event.setRecords(List.of(message));
    return handler.handleRequest(event, Invocation.context()).getBatchItemFailures();
  }

  /** The job that a worker was woken for. */
  private static Job job() {
    Message due =
        new Messages(deployment.sqs, deployment.id("JobQueue"))
            .take(message -> message.body().contains("job_id"));
    String id = due.body().replaceFirst("^\\{\"job_id\":\"([^\"]*)\".*", "$1");
    return jobs.find(JobId.parse(id).orElseThrow()).orElseThrow();
  }

  private static String text(String key) {
    return deployment.s3.getObjectAsBytes(get -> get.bucket(bucket).key(key)).asString(UTF_8);
  }
}
