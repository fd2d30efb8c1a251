package dev.mediajobs.local.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.mediajobs.api.jobs.Retry;
import dev.mediajobs.api.jobs.SubmittedFiles;
import dev.mediajobs.api.limits.Admission;
import dev.mediajobs.aws.AwsClients;
import dev.mediajobs.jobs.Job;
import dev.mediajobs.jobs.JobId;
import dev.mediajobs.jobs.JobQueue;
import dev.mediajobs.jobs.JobStatus;
import dev.mediajobs.jobs.JobStore;
import dev.mediajobs.jobs.Moved;
import dev.mediajobs.jobs.Pool;
import dev.mediajobs.jobs.Slots;
import dev.mediajobs.jobs.Submitted;
import dev.mediajobs.jobs.Upload;
import dev.mediajobs.jobs.UploadStore;
import dev.mediajobs.jobs.WakeUp;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RetryTest {

  private static final Pool POOL = Pool.anonymous(100);

  private static ApiOnStack api;
  private static Uploading client;
  private static Work work;

  @BeforeAll
  static void start(@TempDir Path folder) throws Exception {
    api = ApiOnStack.start(folder);
    client = new Uploading(api);
    work = new Work(api);
  }

  @AfterAll
  static void stop() {
    api.close();
  }

  @Test
  void aFailedJobBeginsAnewWithTheSameSettings() throws Exception {
    Reply submitted = client.submitted("a.mp4");
    Job failed = work.fail(work.job(submitted));

    Reply retried = retry(submitted);

    assertThat(retried.status()).isEqualTo(202);
    assertThat(retried.body())
        .isEqualTo(
            "{\"job_id\":\"%s\",\"status\":\"pending\"}".formatted(submitted.text("job_id")));
    assertThat(retried.header("location")).isEqualTo(client.path(submitted));
    assertThat(retried.header("retry-after")).isEqualTo("2");
    Job row = work.job(submitted);
    assertThat(row.settings()).isEqualTo(failed.settings());
    assertThat(row.slots()).hasSize(1);
    assertThat(api.slots().holder(row.slots().getFirst()).map(Slots.Holder::job))
        .contains(row.id());
    Reply shown = api.get(client.path(submitted), client.bearer(submitted));
    assertThat(shown.text("status")).isEqualTo("pending");
    assertThat(shown.json().requiredWholeNumber("progress", 0, 100)).isZero();
    assertThat(shown.json().string("error_message")).isEmpty();
    assertThat(shown.json().string("error_code")).isEmpty();
    assertThat(shown.json().string("started_at")).isEmpty();
    assertThat(shown.json().string("completed_at")).isEmpty();
    List<String> taken = new ArrayList<>();
    await()
        .untilAsserted(
            () -> {
              taken.addAll(api.takeMessages());
              assertThat(taken)
                  .filteredOn(message -> message.contains(row.id().toString()))
                  .last()
                  .asString()
                  .contains("\"fence\":" + row.hold().fence());
            });
  }

  @Test
  void onlyAFailedJobIsTriedAgain() throws Exception {
    Reply submitted = client.submitted("a.mp4");
    Reply tooEarly = retry(submitted);
    work.complete(work.job(submitted), 0);
    Reply tooLate = retry(submitted);

    assertThat(List.of(tooEarly, tooLate))
        .allSatisfy(
            refused -> {
              assertThat(refused.status()).isEqualTo(409);
              assertThat(refused.text("code")).isEqualTo("not_failed");
            });
    assertThat(tooEarly.text("detail")).startsWith("The job is pending.");
  }

  @Test
  void aJobWhoseFileWasDeletedHasToBeUploadedAgain() throws Exception {
    Reply upload = client.whole("a.mp4");
    Reply submitted = client.submit(upload, "a.mp4");
    work.fail(work.job(submitted));
    assertThat(api.delete("/api/uploads/" + upload.text("upload_id")).status()).isEqualTo(204);

    Reply refused = retry(submitted);

    assertThat(refused.status()).isEqualTo(409);
    assertThat(refused.text("code")).isEqualTo("source_missing");
    assertThat(refused.text("detail")).contains("upload it again");
  }

  @Test
  void aJobIsNotTriedAgainWhileAnotherOneWorksOnItsFile() throws Exception {
    Reply upload = client.whole("a.mp4");
    Reply first = client.submit(upload, "a.mp4");
    work.fail(work.job(first));
    Reply second = client.submit(upload, "a.mp4");

    Reply refused = retry(first);
    assertThat(refused.status()).isEqualTo(409);
    assertThat(refused.text("code")).isEqualTo("already_submitted");

    work.fail(work.job(second));
    assertThat(retry(first).status()).isEqualTo(202);
    assertThat(retry(second).text("code")).isEqualTo("already_submitted");
    assertThat(client.submit(upload, "a.mp4").text("code")).isEqualTo("already_submitted");
  }

  @Test
  void whoeverReadTheUploadBeforeARetryCanMakeNothingOfItAfterwards() throws Exception {
    Reply opened = client.whole("a.mp4");
    Job failed = work.fail(work.job(client.submit(opened, "a.mp4")));
    Upload asRead = api.uploads().find(opened.text("upload_id")).orElseThrow();

    assertThat(api.jobs().restart(failed, failed.restarted(Instant.now()), Optional.of(asRead)))
        .isEqualTo(Moved.YES);

    Job another = anotherOf(failed);
    assertThat(api.jobs().submit(another, asRead)).isEqualTo(Submitted.UPLOAD_CHANGED);
    assertThat(api.jobs().find(another.id())).isEmpty();
    assertThat(api.uploads().deleteUnchanged(asRead)).isFalse();
  }

  @Test
  void whoeverReadTheUploadBeforeASubmissionCanNotRetryAfterwards() throws Exception {
    Reply opened = client.whole("a.mp4");
    Job failed = work.fail(work.job(client.submit(opened, "a.mp4")));
    Upload asRead = api.uploads().find(opened.text("upload_id")).orElseThrow();
    assertThat(client.submit(opened, "a.mp4").status()).isEqualTo(202);

    assertThat(api.jobs().restart(failed, failed.restarted(Instant.now()), Optional.of(asRead)))
        .isEqualTo(Moved.OUTRUN);
    assertThat(api.jobs().find(failed.id()).orElseThrow().status()).isEqualTo(JobStatus.FAILED);
  }

  @Test
  void ofManyRetriesAndSubmissionsAtOnceExactlyOneIsAccepted() throws Exception {
    int before = api.slots().taken(POOL);
    Reply upload = client.whole("a.mp4");
    Reply submitted = client.submit(upload, "a.mp4");
    work.fail(work.job(submitted));
    List<Callable<Integer>> requests = new ArrayList<>();
    for (int pair = 0; pair < 4; pair++) {
      requests.add(() -> retry(submitted).status());
      requests.add(() -> client.submit(upload, "a.mp4").status());
    }

    List<Integer> statuses;
    try (ExecutorService people = Executors.newFixedThreadPool(requests.size())) {
      statuses = people.invokeAll(requests).stream().map(Future::resultNow).toList();
    }

    assertThat(statuses).containsOnlyOnce(202).containsOnly(202, 409);
    assertThat(api.slots().taken(POOL)).isEqualTo(before + 1);
  }

  @Test
  void aJobCanBeTriedAgainAfterItsUploadsTimeIsOver() throws Exception {
    Reply opened = client.whole("a.mp4");
    Job failed = work.fail(work.job(client.submit(opened, "a.mp4")));
    Clock later = Clock.offset(Clock.systemUTC(), Upload.LIFETIME.plus(Duration.ofDays(1)));

    Job pending = retry(later, api.clients()).restart(failed);

    assertThat(pending.status()).isEqualTo(JobStatus.PENDING);
  }

  @Test
  void invariant1AJobBeginsAnewAlthoughNoWorkerCanBeWoken() throws Exception {
    Job failed = work.fail(work.job(client.submitted("a.mp4")));

    Job pending = retry(Clock.systemUTC(), api.clientsWithout("SQS")).restart(failed);

    assertThat(api.jobs().find(pending.id()).orElseThrow().status()).isEqualTo(JobStatus.PENDING);
  }

  @Test
  void aRetryNeedsASlot(@TempDir Path folder) throws Exception {
    try (ApiOnStack full = ApiOnStack.start(folder, Map.of("AnonymousJobLimit", "1"))) {
      Uploading person = new Uploading(full);
      Work worker = new Work(full);
      Reply second = person.whole("b.mp4");
      Reply first = person.submitted("a.mp4");
      worker.fail(worker.job(first));
      assertThat(person.submit(second, "b.mp4").status()).isEqualTo(202);

      Reply refused = full.post(person.path(first) + "/retry", "", person.bearer(first));

      assertThat(refused.status()).isEqualTo(429);
      assertThat(refused.text("detail"))
          .isEqualTo("System busy. Maximum 1 jobs can run at once. Please try again later.");
      assertThat(worker.job(first).status()).isEqualTo(JobStatus.FAILED);
    }
  }

  private static Reply retry(Reply submitted) throws Exception {
    return api.post(client.path(submitted) + "/retry", "", client.bearer(submitted));
  }

  private static Retry retry(Clock clock, AwsClients others) {
    AwsClients clients = api.clients();
    JobStore jobs = new JobStore(clients.dynamoDb(), api.table(), clock);
    UploadStore uploads = new UploadStore(clients.dynamoDb(), api.table(), clock);
    return new Retry(
        new SubmittedFiles(uploads, api.media(), jobs),
        new Admission(api.slots(), List.of(POOL)),
        jobs,
        new WakeUp(new JobQueue(others.sqs(), api.queueUrl())),
        clock);
  }

  private static Job anotherOf(Job job) {
    return Job.submitted(JobId.random(), job.source(), job.settings(), Instant.now());
  }
}
