package dev.mediajobs.local.notifier;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.amazonaws.services.lambda.runtime.events.DynamodbEvent;
import com.amazonaws.services.lambda.runtime.events.StreamsEventResponse;
import com.amazonaws.services.lambda.runtime.events.StreamsEventResponse.BatchItemFailure;
import com.amazonaws.services.lambda.runtime.serialization.events.LambdaEventSerializers;
import dev.mediajobs.aws.AwsClients;
import dev.mediajobs.aws.Environment;
import dev.mediajobs.jobs.Failure;
import dev.mediajobs.jobs.Format;
import dev.mediajobs.jobs.Job;
import dev.mediajobs.jobs.JobId;
import dev.mediajobs.jobs.JobStore;
import dev.mediajobs.jobs.MediaStore;
import dev.mediajobs.jobs.Origin;
import dev.mediajobs.jobs.Source;
import dev.mediajobs.jobs.StorageClass;
import dev.mediajobs.jobs.Submitted;
import dev.mediajobs.jobs.SubtitleResult;
import dev.mediajobs.jobs.SubtitleSettings;
import dev.mediajobs.jobs.Upload;
import dev.mediajobs.jobs.UploadStore;
import dev.mediajobs.local.EmbeddedStack;
import dev.mediajobs.local.Invocations;
import dev.mediajobs.local.StackOptions;
import dev.mediajobs.local.TestClock;
import dev.mediajobs.local.speech.ScriptedRecognizer;
import dev.mediajobs.local.transcribe.TranscribeEmulator;
import dev.mediajobs.local.transcribe.TranscribeOptions;
import dev.mediajobs.notifier.NotifierHandler;
import dev.mediajobs.push.Interest;
import dev.mediajobs.push.Subscription;
import dev.mediajobs.push.SubscriptionStore;
import dev.mediajobs.push.Wish;
import dev.mediajobs.sockets.Topic;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.S3Object;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class NotifierTest {

  private static final Duration SOON = Duration.ofMinutes(1);
  private static final Duration RETENTION = Duration.ofDays(7);
  private static final JobId SAMPLE_JOB =
      new JobId(UUID.fromString("8e0d6a0c-41f7-4b52-93f0-7f3c2a5e9b10"));

  private final TestClock clock = TestClock.standing();
  private EmbeddedStack stack;
  private DynamoDbClient dynamo;
  private S3Client s3;
  private JobStore jobs;
  private UploadStore uploads;
  private String table;
  private String bucket;

  @BeforeAll
  void start() throws Exception {
    stack =
        EmbeddedStack.start(
            StackOptions.of(
                    Path.of("../../template.yaml"),
                    TranscribeEmulator.factory(
                        TranscribeOptions.defaults(), ScriptedRecognizer.hearing("nothing")))
                .withClock(clock));
    AwsClients clients = new AwsClients(new Environment(stack.environment()));
    dynamo = clients.dynamoDb();
    s3 = clients.s3();
    table = stack.physicalId("JobsTable");
    bucket = stack.physicalId("MediaBucket");
    jobs = new JobStore(dynamo, table, clock);
    uploads = new UploadStore(dynamo, table, clock);
  }

  @AfterAll
  void stop() {
    s3.close();
    dynamo.close();
    stack.close();
  }

  @Test
  void theObjectsOfAJobAndItsSourceGoWhenItsTimeIsOver() {
    Job job = failed(submitted());
    Job running = claimed(submitted());
    clock.pass(RETENTION.plusSeconds(1));

    assertThat(stack.expireRows()).isGreaterThanOrEqualTo(2);

    awaitNothingLeftOf(job);
    await().atMost(SOON).until(() -> keys(job.source().key()).isEmpty());
    assertThat(keys(MediaStore.prefixOf(StorageClass.WEEK, running.id()))).hasSize(2);
  }

  @Test
  void aJobThatWasTriedAgainBeforeItsRowWentKeepsItsObjects() {
    Job failed = failed(submitted());
    Job gone = failed(submitted());
    Job again = failed.restarted(clock.instant());
    assertThat(jobs.move(failed, again)).isTrue();
    clock.pass(RETENTION.plusSeconds(1));

    int _ = stack.expireRows();

    awaitNothingLeftOf(gone);
    assertThat(keys(MediaStore.prefixOf(StorageClass.WEEK, failed.id()))).hasSize(2);
    assertThat(row("job#" + failed.id(), "job")).isNotEmpty();
  }

  @Test
  void theObjectsOfARowThatSomebodyDeletedGoToo() {
    Job job = submitted();

    delete("job#" + job.id(), "job");

    awaitNothingLeftOf(job);
    assertThat(keys(job.source().key())).hasSize(1);
  }

  @Test
  void theObjectOfAnUploadGoesWithItsRowAndWhatCameOfItInPartsIsEnded() {
    Upload upload = upload(Optional.empty());
    String s3Id =
        s3.createMultipartUpload(create -> create.bucket(bucket).key(upload.key())).uploadId();
    s3.uploadPart(
        part -> part.bucket(bucket).key(upload.key()).uploadId(s3Id).partNumber(1),
        RequestBody.fromString("part"));
    uploads.create(
        new Upload(
            upload.id(),
            upload.filename(),
            upload.sizeBytes(),
            upload.contentType(),
            Optional.of(new Upload.Multipart(s3Id, 5_000_000)),
            upload.createdAt(),
            Optional.empty()));
    put(upload.key());
    assertThat(unfinished(upload)).containsExactly(s3Id);

    clock.pass(Upload.LIFETIME);
    int _ = stack.expireRows();

    await().atMost(SOON).until(() -> keys(upload.key()).isEmpty());
    assertThat(unfinished(upload)).isEmpty();
  }

  @Test
  void theSampleEventIsUnderstood() throws Exception {
    put("7d/jobs/5f0c7e5e-8a39-4d6c-9f0e-2a1d7b9c4e11/3/subtitles.srt");

    StreamsEventResponse response =
        notifier(Map.of()).handleRequest(sample(), Invocations.context());

    assertThat(response.getBatchItemFailures()).isEmpty();
    assertThat(keys("7d/jobs/5f0c7e5e-8a39-4d6c-9f0e-2a1d7b9c4e11/")).isEmpty();
  }

  @Test
  void recordsThatCantBeHandledAreReportedAndHoldBackNoOtherRow() throws Exception {
    DynamodbEvent event = sample();
    event.setRecords(
        List.of(
            record("slot#1", "1"),
            record("job#" + UUID.randomUUID(), "2"),
            record("job#" + UUID.randomUUID(), "3")));

    StreamsEventResponse response =
        notifier(Map.of("MEDIA_BUCKET", "no-such-bucket"))
            .handleRequest(event, Invocations.context());

    assertThat(response.getBatchItemFailures())
        .extracting(BatchItemFailure::getItemIdentifier)
        .containsExactly("2", "3");
  }

  @Test
  void aRowThatWasOnlyChangedKeepsItsObjects() throws Exception {
    put("7d/jobs/5f0c7e5e-8a39-4d6c-9f0e-2a1d7b9c4e11/4/subtitles.srt");
    DynamodbEvent event = sample();
    event.getRecords().getFirst().setEventName("MODIFY");

    StreamsEventResponse response = notifier(Map.of()).handleRequest(event, Invocations.context());

    assertThat(response.getBatchItemFailures()).isEmpty();
    assertThat(keys("7d/jobs/5f0c7e5e-8a39-4d6c-9f0e-2a1d7b9c4e11/4/")).hasSize(1);
  }

  @Test
  void theSourceOfAPollingJobGoesAtItsEndAndNothingElse() {
    Job job = submitted(Origin.POLLING);
    Job canonical = failed(submitted());
    assertThat(keys(job.source().key())).hasSize(1);

    Job _ = failed(job);

    await().atMost(SOON).until(() -> keys(job.source().key()).isEmpty() && upload(job).isEmpty());
    assertThat(row("job#" + job.id(), "job")).isNotEmpty();
    assertThat(keys(MediaStore.prefixOf(StorageClass.WEEK, job.id()))).hasSize(2);
    assertThat(keys(canonical.source().key())).hasSize(1);
    assertThat(upload(canonical)).isPresent();
  }

  @Test
  void theSourceOfAPollingJobThatIsBornCompletedGoesToo() {
    Upload upload = upload(Optional.empty());
    uploads.create(upload);
    put(upload.key());
    Job born = job(upload, Origin.POLLING).bornCompleted(result(), clock.instant());

    assertThat(jobs.submit(born, upload)).isEqualTo(Submitted.YES);

    await().atMost(SOON).until(() -> keys(upload.key()).isEmpty() && upload(born).isEmpty());
  }

  @Test
  void theSampleEventOfAJobThatEndedIsUnderstoodAsOftenAsItComes() throws Exception {
    Upload upload = sampleUpload(SAMPLE_JOB);
    uploads.create(upload);
    DynamodbEvent event = sample("notifier-job-ended");

    for (int time = 0; time < 2; time++) {
      StreamsEventResponse response =
          notifier(Map.of()).handleRequest(event, Invocations.context());
      assertThat(response.getBatchItemFailures()).isEmpty();
      assertThat(uploads.read(upload.id())).isEmpty();
    }
  }

  @Test
  void anUploadThatAnotherJobWasMadeOfStays() throws Exception {
    Upload upload = sampleUpload(JobId.random());
    uploads.create(upload);

    StreamsEventResponse response =
        notifier(Map.of()).handleRequest(sample("notifier-job-ended"), Invocations.context());

    assertThat(response.getBatchItemFailures()).isEmpty();
    assertThat(uploads.read(upload.id())).contains(upload);
    delete("upload#" + upload.id(), "upload");
  }

  @Test
  void anUploadWhoseJobIsAtWorkStays() throws Exception {
    Upload upload = sampleUpload(SAMPLE_JOB);
    uploads.create(upload);
    for (Map.Entry<String, String> change :
        Map.of("status", "processing", "origin", "canonical").entrySet()) {
      DynamodbEvent event = sample("notifier-job-ended");
      event
          .getRecords()
          .getFirst()
          .getDynamodb()
          .getNewImage()
          .put(
              change.getKey(),
              new com.amazonaws.services.lambda.runtime.events.models.dynamodb.AttributeValue(
                  change.getValue()));

      StreamsEventResponse response =
          notifier(Map.of()).handleRequest(event, Invocations.context());

      assertThat(response.getBatchItemFailures()).isEmpty();
      assertThat(uploads.read(upload.id())).contains(upload);
    }
    delete("upload#" + upload.id(), "upload");
  }

  @Test
  void anEndThatCantBeFollowedUpComesAgain() throws Exception {
    StreamsEventResponse response =
        notifier(Map.of("JOBS_TABLE", "no-such-table"))
            .handleRequest(sample("notifier-job-ended"), Invocations.context());

    assertThat(response.getBatchItemFailures())
        .extracting(BatchItemFailure::getItemIdentifier)
        .containsExactly("4421584500000000017450439092");
  }

  @Test
  void invariant7AnEndStaysUntoldWhileNobodyTakesNotificationsOfIt() throws Exception {
    Subscription subscription = new Browser("https://push.example.net/untold").subscription();
    SubscriptionStore subscriptions = new SubscriptionStore(dynamo, table, clock);
    Interest interest =
        new Interest(
            new Topic.OfJob(SAMPLE_JOB), Optional.empty(), clock.instant().plus(RETENTION));
    assertThat(subscriptions.add(subscription, List.of(new Wish(interest, Optional.empty()))))
        .isEqualTo(new SubscriptionStore.Added.Subscribed(Set.of()));
    DynamodbEvent event = sample("notifier-job-ended");
    String nowhere = stack.physicalId("PushQueue") + "-that-is-not-there";

    StreamsEventResponse hindered =
        notifier(Map.of("PUSH_QUEUE_URL", nowhere)).handleRequest(event, Invocations.context());
    StreamsEventResponse again = notifier(Map.of()).handleRequest(event, Invocations.context());

    assertThat(hindered.getBatchItemFailures()).hasSize(1);
    assertThat(again.getBatchItemFailures()).isEmpty();
    subscriptions.remove(subscription.id());
  }

  private NotifierHandler notifier(Map<String, String> changes) {
    Map<String, String> environment = new HashMap<>(stack.environmentOf("NotifierFunction"));
    environment.putAll(changes);
    return new NotifierHandler(environment);
  }

  private static DynamodbEvent sample() throws Exception {
    return sample("notifier-row-expired");
  }

  private static DynamodbEvent sample(String name) throws Exception {
    return LambdaEventSerializers.serializerFor(
            DynamodbEvent.class, NotifierTest.class.getClassLoader())
        .fromJson(Files.readString(Path.of("../../events/" + name + ".json")));
  }

  private static DynamodbEvent.DynamodbStreamRecord record(String key, String sequenceNumber)
      throws Exception {
    DynamodbEvent.DynamodbStreamRecord record = sample().getRecords().getFirst();
    record
        .getDynamodb()
        .getKeys()
        .put(
            "pk",
            new com.amazonaws.services.lambda.runtime.events.models.dynamodb.AttributeValue(key));
    record.getDynamodb().setSequenceNumber(sequenceNumber);
    return record;
  }

  /** A pending job with two objects, made of an upload with one. */
  private Job submitted() {
    return submitted(Origin.CANONICAL);
  }

  private Job submitted(Origin origin) {
    Upload upload = upload(Optional.empty());
    uploads.create(upload);
    put(upload.key());
    Job job = job(upload, origin);
    assertThat(jobs.submit(job, upload)).isEqualTo(Submitted.YES);
    put(MediaStore.prefixOf(StorageClass.WEEK, job.id()) + "2/" + "audio.flac");
    put(MediaStore.prefixOf(StorageClass.WEEK, job.id()) + "3/" + "subtitles.srt");
    return job;
  }

  private Job job(Upload upload, Origin origin) {
    return Job.submitted(
        JobId.random(),
        origin,
        Optional.empty(),
        new Source(upload.key(), "talk.mp4", 1, Optional.empty()),
        SubtitleSettings.DEFAULT,
        clock.instant());
  }

  private static SubtitleResult result() {
    return new SubtitleResult(
        "7d/jobs/x/1/",
        Map.of(Format.SRT, 1L, Format.VTT, 1L, Format.JSON, 1L),
        Optional.empty(),
        Duration.ofSeconds(1),
        0,
        0,
        0,
        List.of());
  }

  private Optional<Upload> upload(Job job) {
    return Upload.idOf(job.source().key()).flatMap(uploads::read);
  }

  /** The upload that the sample of an ended job names. */
  private Upload sampleUpload(JobId job) {
    return new Upload(
        "0123456789abcdef0123456789abcdef",
        "talk.mp4",
        1,
        "video/mp4",
        Optional.empty(),
        clock.instant(),
        Optional.of(job));
  }

  private Job claimed(Job job) {
    Job running = job.claimed("worker", clock.instant());
    assertThat(jobs.move(job, running)).isTrue();
    return running;
  }

  private Job failed(Job job) {
    Job running = claimed(job);
    Job failed = running.failed(new Failure("damaged_media", "It can't be read."), clock.instant());
    assertThat(jobs.move(running, failed)).isTrue();
    return failed;
  }

  private Upload upload(Optional<Upload.Multipart> multipart) {
    return new Upload(
        UUID.randomUUID().toString().replace("-", ""),
        "talk.mp4",
        1,
        "video/mp4",
        multipart,
        clock.instant(),
        Optional.empty());
  }

  private void awaitNothingLeftOf(Job job) {
    await()
        .atMost(SOON)
        .until(() -> keys(MediaStore.prefixOf(StorageClass.WEEK, job.id())).isEmpty());
  }

  private void put(String key) {
    s3.putObject(put -> put.bucket(bucket).key(key), RequestBody.fromString("content"));
  }

  private List<String> keys(String prefix) {
    return s3.listObjectsV2(list -> list.bucket(bucket).prefix(prefix)).contents().stream()
        .map(S3Object::key)
        .toList();
  }

  private List<String> unfinished(Upload upload) {
    return s3.listMultipartUploads(list -> list.bucket(bucket)).uploads().stream()
        .filter(unfinished -> unfinished.key().equals(upload.key()))
        .map(unfinished -> unfinished.uploadId())
        .toList();
  }

  private Map<String, AttributeValue> row(String partition, String sort) {
    return dynamo.getItem(get -> get.tableName(table).key(key(partition, sort))).item();
  }

  private void delete(String partition, String sort) {
    dynamo.deleteItem(delete -> delete.tableName(table).key(key(partition, sort)));
  }

  private static Map<String, AttributeValue> key(String partition, String sort) {
    return Map.of("pk", AttributeValue.fromS(partition), "sk", AttributeValue.fromS(sort));
  }
}
