package dev.mediajobs.localstack;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mediajobs.jobs.Checkpoint;
import dev.mediajobs.jobs.Failure;
import dev.mediajobs.jobs.Job;
import dev.mediajobs.jobs.JobId;
import dev.mediajobs.jobs.JobStore;
import dev.mediajobs.jobs.Origin;
import dev.mediajobs.jobs.Source;
import dev.mediajobs.jobs.Submitted;
import dev.mediajobs.jobs.SubtitleSettings;
import dev.mediajobs.jobs.Upload;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

@OnAwsEndpoint
class FencesTest {

  private static Deployment deployment;
  private static JobStore store;

  private final Instant now = Instant.now().truncatedTo(ChronoUnit.MILLIS);

  @BeforeAll
  static void deploy(Endpoint endpoint) {
    deployment = Deployment.on(endpoint);
    store = deployment.jobs();
  }

  @AfterAll
  static void delete() {
    deployment.close();
  }

  @Test
  void whoeverKnowsOnlyAnOldFenceChangesNothing() {
    Job pending = pending();
    Job lost = pending.claimed("lost", now);
    assertThat(store.move(pending, lost)).isTrue();
    Job retried = lost.retried(lost.checkpoint(), now);
    assertThat(store.move(lost, retried)).isTrue();
    Job held = retried.claimed("present", now);
    assertThat(store.move(retried, held)).isTrue();

    assertThat(store.move(lost, lost.alive(now.plusSeconds(60)))).isFalse();
    assertThat(store.move(lost, lost.failed(new Failure("any", "Any."), now))).isFalse();
    assertThat(store.move(pending, pending.claimed("late", now))).isFalse();

    assertThat(row(pending)).isEqualTo(held);
  }

  @Test
  void aHolderRecognisesItsOwnMoveWhenTheAnswerWasLost() {
    Job pending = pending();
    Job claimed = pending.claimed("holder", now);
    store.move(pending, claimed);

    assertThat(store.move(pending, claimed)).isTrue();

    assertThat(row(pending)).isEqualTo(claimed);
  }

  @Test
  void aReleaseIsRecognisedWhenTheAnswerWasLost() {
    Job pending = pending();
    Job claimed = pending.claimed("holder", now);
    store.move(pending, claimed);
    Job awaiting =
        claimed.awaiting(
            Checkpoint.before("transcribe").knowing(Map.of("transcription", "name")),
            now,
            now.plusSeconds(600));
    store.move(claimed, awaiting);

    assertThat(store.move(claimed, awaiting)).isTrue();

    assertThat(row(pending)).isEqualTo(awaiting);
  }

  @Test
  void ofManyClaimsAtOnceExactlyOneHolds() throws Exception {
    Job pending = pending();

    List<Integer> holders =
        AtOnce.winners(worker -> store.move(pending, pending.claimed(name(worker), now)));

    if (holders.size() > 1) {
      new TableAbilities(deployment).assumeConditionsAtOnce();
    }
    assertThat(holders).hasSize(1);
    assertThat(row(pending).hold().holder()).contains(name(holders.getFirst()));
  }

  private static String name(int worker) {
    return "worker-" + worker;
  }

  @Test
  void whatWasWrittenIsReadAtOnce() {
    Job job = pending();
    for (int round = 0; round < 10; round++) {
      Job claimed = job.claimed("holder-" + round, now);
      assertThat(store.move(job, claimed)).isTrue();
      assertThat(row(job)).isEqualTo(claimed);
      Job handedOver = claimed.handedOver(now.plusSeconds(round));
      assertThat(store.move(claimed, handedOver)).isTrue();
      assertThat(row(job)).isEqualTo(handedOver);
      job = handedOver;
    }
  }

  @Test
  void anUploadThatWasReadBeforeAnotherJobTookItMakesNoJob() {
    Upload upload = upload();
    Job first = job(upload);
    Job second = job(upload);
    assertThat(store.submit(first, upload)).isEqualTo(Submitted.YES);

    assertThat(store.submit(second, upload)).isEqualTo(Submitted.UPLOAD_CHANGED);

    assertThat(store.find(second.id())).isEmpty();
    assertThat(deployment.uploads().find(upload.id()).orElseThrow().job()).contains(first.id());
  }

  @Test
  void onlyAnEndedJobCarriesTheAttributeThatTheTableDeletesBy() {
    String attribute =
        deployment
            .dynamoDb
            .describeTimeToLive(describe -> describe.tableName(deployment.id("JobsTable")))
            .timeToLiveDescription()
            .attributeName();
    Job pending = pending();
    Job claimed = pending.claimed("holder", now);
    store.move(pending, claimed);
    assertThat(item(pending)).isNotEmpty().doesNotContainKey(attribute);

    store.move(claimed, claimed.failed(new Failure("any", "Any."), now));

    long seconds = Long.parseLong(item(pending).getOrDefault(attribute, none()).n());
    assertThat(Instant.ofEpochSecond(seconds))
        .isBetween(
            now.plus(Origin.CANONICAL.retention()),
            now.plus(Origin.CANONICAL.retention()).plusSeconds(1));
  }

  private static AttributeValue none() {
    return AttributeValue.fromN("0");
  }

  private static Map<String, AttributeValue> item(Job job) {
    return deployment
        .dynamoDb
        .getItem(
            get ->
                get.tableName(deployment.id("JobsTable"))
                    .consistentRead(true)
                    .key(
                        Map.of(
                            "pk", AttributeValue.fromS("job#" + job.id()),
                            "sk", AttributeValue.fromS("job"))))
        .item();
  }

  private static Job row(Job job) {
    return store.find(job.id()).orElseThrow();
  }

  private Job pending() {
    Upload upload = upload();
    Job job = job(upload);
    assertThat(store.submit(job, upload)).isEqualTo(Submitted.YES);
    return job;
  }

  private Job job(Upload upload) {
    return Job.submitted(
        JobId.random(),
        new Source(upload.key(), upload.filename(), upload.sizeBytes(), Optional.empty()),
        SubtitleSettings.DEFAULT,
        now);
  }

  private Upload upload() {
    Upload upload =
        new Upload(
            UUID.randomUUID().toString().replace("-", ""),
            "talk.mp4",
            1234,
            "video/mp4",
            Optional.empty(),
            now,
            Optional.empty());
    deployment.uploads().create(upload);
    return upload;
  }
}
