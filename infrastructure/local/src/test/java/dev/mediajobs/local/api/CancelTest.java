package dev.mediajobs.local.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mediajobs.api.http.Refusal;
import dev.mediajobs.api.jobs.Cancellation;
import dev.mediajobs.jobs.Job;
import dev.mediajobs.jobs.JobStatus;
import dev.mediajobs.jobs.Pool;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CancelTest {

  private static final Pool POOL = Pool.anonymous(100);
  private static final int RACES = 15;

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
  void aPendingJobIsCancelledAndGivesItsSlotBack() throws Exception {
    int before = api.slots().taken(POOL);
    Reply upload = client.whole("a.mp4");
    Reply submitted = client.submit(upload, "a.mp4");

    Reply cancelled = cancel(submitted);

    assertThat(cancelled.status()).isEqualTo(200);
    assertThat(cancelled.body())
        .isEqualTo(
            "{\"job_id\":\"%s\",\"status\":\"cancelled\"}".formatted(submitted.text("job_id")));
    Reply shown = api.get(client.path(submitted), client.bearer(submitted));
    assertThat(shown.text("status")).isEqualTo("cancelled");
    assertThat(shown.json().string("completed_at")).isPresent();
    assertThat(api.slots().taken(POOL)).isEqualTo(before);
    assertThat(client.submit(upload, "a.mp4").status()).isEqualTo(202);
  }

  @Test
  void cancellingOnceMoreChangesNothing() throws Exception {
    Reply submitted = client.submitted("a.mp4");
    Reply once = cancel(submitted);
    Job row = work.job(submitted);

    Reply again = cancel(submitted);

    assertThat(again.status()).isEqualTo(200);
    assertThat(again.body()).isEqualTo(once.body());
    assertThat(work.job(submitted).told()).isEqualTo(row.told());
  }

  @Test
  void aJobThatAWorkerHasBegunRunsToItsEnd() throws Exception {
    Reply submitted = client.submitted("a.mp4");
    Job claimed = work.claim(work.job(submitted));

    Reply refused = cancel(submitted);

    assertThat(refused.status()).isEqualTo(409);
    assertThat(refused.text("code")).isEqualTo("not_pending");
    assertThat(refused.text("detail")).contains("processing", "Only a pending job");
    assertThat(work.job(submitted).hold().holder()).isEqualTo(claimed.hold().holder());
  }

  @Test
  void aJobThatHasEndedIsNotCancelled() throws Exception {
    Reply submitted = client.submitted("a.mp4");
    work.complete(work.job(submitted), 0);

    Reply refused = cancel(submitted);

    assertThat(refused.status()).isEqualTo(409);
    assertThat(refused.text("detail")).contains("completed already");
  }

  @Test
  void aJobThatWaitsForItsNextTryCanBeCancelled() throws Exception {
    Reply submitted = client.submitted("a.mp4");
    Job claimed = work.claim(work.job(submitted));
    assertThat(api.jobs().move(claimed, claimed.retried(claimed.checkpoint(), Instant.now())))
        .isTrue();

    assertThat(cancel(submitted).status()).isEqualTo(200);
  }

  @Test
  void aCancelThatReadTheJobBeforeItWasBegunIsTooLate() throws Exception {
    Job pending = work.job(client.submitted("a.mp4"));
    work.claim(pending);

    assertThatThrownBy(() -> new Cancellation(api.jobs(), Clock.systemUTC()).cancel(pending))
        .isInstanceOf(Refusal.class)
        .hasMessage("not_pending");
  }

  @Test
  void invariant2OfAClaimAndACancelAtOnceExactlyOneHappens() throws Exception {
    try (ExecutorService people = Executors.newFixedThreadPool(2)) {
      for (int race = 0; race < RACES; race++) {
        race(people);
      }
    }
  }

  private static void race(ExecutorService people) throws Exception {
    int before = api.slots().taken(POOL);
    Reply submitted = client.submitted("a.mp4");
    Job pending = work.job(submitted);
    Job claimed = pending.claimed("worker", Instant.now());
    CyclicBarrier start = new CyclicBarrier(2);
    Future<Boolean> claim =
        people.submit(
            () -> {
              start.await();
              return api.jobs().move(pending, claimed);
            });
    Future<Boolean> cancel =
        people.submit(
            () -> {
              start.await();
              return isCancelled(pending);
            });

    assertThat(cancel.get()).isEqualTo(!claim.get());
    Job row = work.job(submitted);
    assertThat(row.status()).isEqualTo(claim.get() ? JobStatus.PROCESSING : JobStatus.CANCELLED);
    assertThat(row.slots()).isEqualTo(claim.get() ? pending.slots() : List.of());
    assertThat(api.slots().taken(POOL)).isEqualTo(claim.get() ? before + 1 : before);
    assertThat(cancel(submitted).status()).isEqualTo(claim.get() ? 409 : 200);
  }

  /** Past the gateway, which would give the worker a head start. */
  private static boolean isCancelled(Job pending) {
    try {
      return new Cancellation(api.jobs(), Clock.systemUTC()).cancel(pending).status()
          == JobStatus.CANCELLED;
    } catch (Refusal refusal) {
      assertThat(refusal.problem().status()).isEqualTo(409);
      return false;
    }
  }

  private static Reply cancel(Reply submitted) throws Exception {
    return api.delete(client.path(submitted), client.bearer(submitted));
  }
}
