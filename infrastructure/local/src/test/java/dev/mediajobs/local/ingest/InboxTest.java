package dev.mediajobs.local.ingest;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.mediajobs.aws.AwsClients;
import dev.mediajobs.aws.Environment;
import dev.mediajobs.jobs.Job;
import dev.mediajobs.jobs.JobId;
import dev.mediajobs.jobs.JobStatus;
import dev.mediajobs.jobs.JobStore;
import dev.mediajobs.jobs.Origin;
import dev.mediajobs.jobs.OwnedJobs;
import dev.mediajobs.jobs.Owner;
import dev.mediajobs.jobs.SubtitleSettings;
import dev.mediajobs.local.EmbeddedStack;
import dev.mediajobs.local.StackOptions;
import dev.mediajobs.local.speech.ScriptedRecognizer;
import dev.mediajobs.local.transcribe.TranscribeEmulator;
import dev.mediajobs.local.transcribe.TranscribeOptions;
import dev.mediajobs.local.worker.Recordings;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.CompletedPart;
import software.amazon.awssdk.services.s3.model.S3Object;

/** Objects that are put into the inbox, all the way to their results. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class InboxTest {

  private static final JsonMapper JSON = new JsonMapper();
  private static final Duration SOON = Duration.ofMinutes(3);

  private EmbeddedStack stack;
  private DynamoDbClient dynamoDb;
  private S3Client s3;
  private String bucket;
  private JobStore jobs;

  @BeforeAll
  void start() throws Exception {
    stack =
        EmbeddedStack.start(
            StackOptions.of(
                    Path.of("../../template.yaml"),
                    TranscribeEmulator.factory(
                        TranscribeOptions.defaults(),
                        ScriptedRecognizer.hearing("good morning everybody")))
                .withParameters(Map.of("AnonymousJobLimit", "10")));
    AwsClients clients = new AwsClients(new Environment(stack.environment()));
    dynamoDb = clients.dynamoDb();
    s3 = clients.s3();
    bucket = stack.physicalId("MediaBucket");
    jobs = new JobStore(dynamoDb, stack.physicalId("JobsTable"), Clock.tickMillis(ZoneOffset.UTC));
  }

  @AfterAll
  void stop() {
    s3.close();
    dynamoDb.close();
    stack.close();
  }

  @Test
  void aRecordingBecomesSubtitlesBesideIt() throws Exception {
    String name = "meetings/Besprechung, März +1 & 50% (ü).mp4";

    put("inbox/" + name, Recordings.video("2"), Map.of("mediajobs-language", "en-US"));

    JsonNode report = report(name);
    assertThat(report.path("status").asText()).isEqualTo("completed");
    assertThat(report.path("source").asText()).isEqualTo("inbox/" + name);
    assertThat(report.path("error").isNull()).isTrue();
    assertThat(report.path("files").valueStream().map(JsonNode::asText))
        .containsExactlyInAnyOrder("subtitles.srt", "subtitles.vtt", "subtitles.json");
    assertThat(text("results/" + name + "/subtitles.srt")).contains("ood morning everybody");
    assertThat(text("results/" + name + "/subtitles.vtt")).startsWith("WEBVTT");
    Job job = job(report);
    assertThat(job.origin()).isEqualTo(Origin.INBOX);
    assertThat(job.owner()).isEmpty();
    assertThat(job.source().filename()).isEqualTo("Besprechung, März +1 & 50% (ü).mp4");
    assertThat(job.settings(SubtitleSettings.class).language()).contains("en-US");
    assertThat(keys("inbox/meetings/")).containsExactly("inbox/" + name);
  }

  @Test
  void foldersSayWhoseItIsAndWhatIsToBeMadeOfIt() throws Exception {
    String name = "owner=carol/type=noise-removal/video=true/noisy.mp4";

    put("inbox/" + name, Recordings.noisyVideo(), Map.of());

    JsonNode report = report(name);
    assertThat(report.path("status").asText()).isEqualTo("completed");
    assertThat(report.path("files").valueStream().map(JsonNode::asText))
        .containsExactlyInAnyOrder("cleaned.m4a", "cleaned-video.mp4");
    assertThat(keys("results/" + name + "/"))
        .containsExactlyInAnyOrder(
            "results/" + name + "/cleaned.m4a",
            "results/" + name + "/cleaned-video.mp4",
            "results/" + name + "/job.json");
    assertThat(
            new OwnedJobs(dynamoDb, stack.physicalId("JobsTable"), jobs)
                .newest(Origin.INBOX, new Owner("carol"), 10))
        .extracting(Job::id)
        .containsExactly(job(report).id());
  }

  @Test
  void aSidecarSaysItToo() throws Exception {
    put("inbox/talk.mp4.json", "{\"denoise\":true,\"num_speakers\":2}".getBytes(UTF_8), Map.of());
    put("inbox/talk.mp4", Recordings.noisyVideo(), Map.of());

    SubtitleSettings settings = job(report("talk.mp4")).settings(SubtitleSettings.class);

    assertThat(settings.denoise()).isTrue();
    assertThat(settings.numSpeakers()).hasValue(2);
    assertThat(keys("results/talk.mp4.json/")).isEmpty();
  }

  @Test
  void whatIsNoRecordingFailsWithAWordBesideIt() throws Exception {
    put("inbox/letter.txt", "dear all".getBytes(UTF_8), Map.of());

    JsonNode report = report("letter.txt");

    assertThat(report.path("status").asText()).isEqualTo("failed");
    assertThat(report.path("error").path("code").asText())
        .isEqualTo(job(report).failure().orElseThrow().code());
    assertThat(report.path("error").path("message").asText()).isNotBlank();
    assertThat(report.path("files")).isEmpty();
  }

  @Test
  void aMisspeltSettingIsRefusedWithAWordBesideIt() throws Exception {
    put("inbox/langauge=de/talk.mp4", Recordings.video("1"), Map.of());

    JsonNode report = report("langauge=de/talk.mp4");

    assertThat(report.path("status").asText()).isEqualTo("refused");
    assertThat(report.path("job").isNull()).isTrue();
    assertThat(report.path("error").path("code").asText()).isEqualTo("invalid_settings");
    assertThat(report.path("error").path("message").asText())
        .isEqualTo(
            "langauge is no setting of subtitle-generation; there are denoise, force_language,"
                + " language, max_speakers, min_speakers, num_speakers, owner, type.");
  }

  @Test
  void copiesAndUploadsInPartsAreObjectsToo() throws Exception {
    byte[] video = Recordings.video("1");
    put("elsewhere/talk.mp4", video, Map.of());
    s3.copyObject(
        copy ->
            copy.sourceBucket(bucket)
                .sourceKey("elsewhere/talk.mp4")
                .destinationBucket(bucket)
                .destinationKey("inbox/copied.mp4"));
    String upload =
        s3.createMultipartUpload(create -> create.bucket(bucket).key("inbox/parts.mp4")).uploadId();
    String tag =
        s3.uploadPart(
                part -> part.bucket(bucket).key("inbox/parts.mp4").uploadId(upload).partNumber(1),
                RequestBody.fromBytes(video))
            .eTag();
    s3.completeMultipartUpload(
        complete ->
            complete
                .bucket(bucket)
                .key("inbox/parts.mp4")
                .uploadId(upload)
                .multipartUpload(
                    done -> done.parts(CompletedPart.builder().partNumber(1).eTag(tag).build())));

    assertThat(report("copied.mp4").path("status").asText()).isEqualTo("completed");
    assertThat(report("parts.mp4").path("status").asText()).isEqualTo("completed");
    assertThat(keys("results/elsewhere/")).isEmpty();
  }

  @Test
  void theSourceMayBeDeletedWhileItsJobRuns() throws Exception {
    put("inbox/gone.mp4", Recordings.video("1"), Map.of());
    await().atMost(SOON).until(() -> isTaken("inbox/gone.mp4"));

    s3.deleteObject(delete -> delete.bucket(bucket).key("inbox/gone.mp4"));

    assertThat(report("gone.mp4").path("status").asText()).isEqualTo("completed");
  }

  private boolean isTaken(String key) {
    return dynamoDb.scan(scan -> scan.tableName(stack.physicalId("JobsTable"))).items().stream()
        .anyMatch(row -> row.containsKey("inbox_key") && row.get("inbox_key").s().equals(key));
  }

  private void put(String key, byte[] content, Map<String, String> metadata) {
    s3.putObject(
        put -> put.bucket(bucket).key(key).metadata(metadata), RequestBody.fromBytes(content));
  }

  /** What is told of an object in the inbox, as soon as it is. */
  private JsonNode report(String name) throws Exception {
    String key = "results/" + name + "/job.json";
    await().atMost(SOON).until(() -> keys(key).contains(key));
    return JSON.readTree(text(key));
  }

  private Job job(JsonNode report) {
    Optional<JobId> id = JobId.parse(report.path("job").path("job_id").asText());
    Job job = jobs.find(id.orElseThrow()).orElseThrow();
    assertThat(job.status()).isIn(JobStatus.COMPLETED, JobStatus.FAILED);
    return job;
  }

  private List<String> keys(String prefix) {
    return s3.listObjectsV2(list -> list.bucket(bucket).prefix(prefix)).contents().stream()
        .map(S3Object::key)
        .toList();
  }

  private String text(String key) {
    return s3.getObjectAsBytes(get -> get.bucket(bucket).key(key)).asString(UTF_8);
  }
}
