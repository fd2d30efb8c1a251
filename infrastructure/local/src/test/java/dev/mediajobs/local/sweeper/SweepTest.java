package dev.mediajobs.local.sweeper;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mediajobs.jobs.Job;
import dev.mediajobs.jobs.JobStatus;
import dev.mediajobs.jobs.Lease;
import dev.mediajobs.jobs.Slot;
import dev.mediajobs.jobs.Slots;
import dev.mediajobs.local.EmbeddedStack;
import dev.mediajobs.local.SilentTranscribe;
import dev.mediajobs.local.StackOptions;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** What one sweep does about each kind of lease. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SweepTest {

  private static final Duration LEASE_OVER = Job.RUNNING_LEASE.plusSeconds(1);

  private EmbeddedStack stack;
  private SweepBench bench;

  @BeforeAll
  void start() throws Exception {
    stack =
        EmbeddedStack.start(
            StackOptions.of(Path.of("../../template.yaml"), new SilentTranscribe().factory()));
  }

  @BeforeEach
  void open() {
    bench = SweepBench.on(stack);
  }

  @AfterEach
  void close() {
    bench.close();
  }

  @AfterAll
  void stop() {
    stack.close();
  }

  @Test
  void nobodyIsDisturbedWhileLeasesLast() throws Exception {
    Job pending = bench.pending();
    Job running = bench.running();
    Job awaiting = bench.awaiting();

    assertThat(bench.sweep()).isZero();

    assertThat(bench.rows(pending, running, awaiting)).containsExactly(pending, running, awaiting);
    assertThat(bench.messages()).isEmpty();
  }

  @Test
  void aPendingJobWhoseMessageIsLostGetsAnother() throws Exception {
    Job pending = bench.pending();
    bench.clock.pass(Job.PENDING_LEASE);

    assertThat(bench.sweep()).isZero();

    Job waiting = bench.row(pending);
    assertThat(waiting.status()).isEqualTo(JobStatus.PENDING);
    assertThat(waiting.tries()).isEqualTo(pending.tries());
    assertThat(waiting.hold().lease().until())
        .isEqualTo(bench.clock.instant().plus(Job.PENDING_LEASE));
    assertThat(bench.messages()).containsExactly(bench.messageOf(waiting));
  }

  @Test
  void aRunningJobWhoseWorkerIsSilentIsPendingOnceMore() throws Exception {
    Job running = bench.running();
    bench.clock.pass(LEASE_OVER);

    assertThat(bench.sweep()).isEqualTo(1);

    Job recovered = bench.row(running);
    assertThat(recovered.status()).isEqualTo(JobStatus.PENDING);
    assertThat(recovered.hold().fence()).isGreaterThan(running.hold().fence());
    assertThat(recovered.tries().retryCount()).isEqualTo(1);
    assertThat(recovered.progress().orElseThrow().message()).isEqualTo("Auto-retry attempt 1/3");
    assertThat(recovered.slots()).isEqualTo(running.slots());
    assertThat(recovered.checkpoint()).isEqualTo(running.checkpoint());
    assertThat(bench.messages()).containsExactly(bench.messageOf(recovered));
  }

  @Test
  void invariant2TheWorkerThatWasRecoveredFromChangesNothingAnyMore() throws Exception {
    Job running = bench.running();
    bench.clock.pass(LEASE_OVER);
    bench.sweep();
    Job recovered = bench.row(running);

    assertThat(bench.jobs.move(running, running.alive(bench.clock.instant()))).isFalse();

    assertThat(bench.row(running)).isEqualTo(recovered);
  }

  @Test
  void oneRunningJobIsRecoveredByOneSweepTheOneThatIsSilentLongest() throws Exception {
    Job first = bench.running();
    bench.clock.pass(Duration.ofSeconds(5));
    Job second = bench.running();
    bench.clock.pass(LEASE_OVER);

    assertThat(bench.sweep()).isEqualTo(1);
    assertThat(bench.row(first).status()).isEqualTo(JobStatus.PENDING);
    assertThat(bench.row(second)).isEqualTo(second);

    assertThat(bench.sweep()).isEqualTo(1);
    assertThat(bench.row(second).status()).isEqualTo(JobStatus.PENDING);
    assertThat(bench.sweep()).isZero();
  }

  @Test
  void invariant1AJobWhoseWorkersAllFallSilentFailsAfterThreeRetries() throws Exception {
    Job job = bench.running();
    for (int retry = 1; retry <= 3; retry++) {
      bench.clock.pass(LEASE_OVER);
      assertThat(bench.sweep()).isEqualTo(1);
      assertThat(bench.row(job).tries().retryCount()).isEqualTo(retry);
      bench.claim(bench.row(job));
    }
    bench.clock.pass(LEASE_OVER);

    assertThat(bench.sweep()).isEqualTo(1);

    Job failed = bench.row(job);
    assertThat(failed.status()).isEqualTo(JobStatus.FAILED);
    assertThat(failed.failure().orElseThrow().message())
        .isEqualTo("An unexpected error occurred during processing.");
    assertThat(bench.slotsTaken()).isZero();
  }

  @Test
  void aJobOfWhichNoNewsCameIsAskedAboutByAWorker() throws Exception {
    Job awaiting = bench.awaiting();
    bench.clock.pass(Duration.ofMinutes(10));

    assertThat(bench.sweep()).isZero();

    Job asked = bench.row(awaiting);
    assertThat(asked.isAwaiting()).isTrue();
    assertThat(asked.hold().fence()).isEqualTo(awaiting.hold().fence());
    assertThat(asked.hold().lease().until()).isAfter(bench.clock.instant());
    assertThat(bench.messages()).containsExactly(bench.messageOf(asked));
  }

  @Test
  void pendingAndAwaitingJobsAreLookedAfterInBatches() throws Exception {
    List<Job> jobs = IntStream.range(0, 12).mapToObj(_ -> bench.pending()).toList();
    bench.clock.pass(Job.PENDING_LEASE);

    bench.sweep();

    Instant now = bench.clock.instant();
    assertThat(jobs).allMatch(job -> !bench.row(job).hold().lease().isExpiredAt(now));
  }

  @Test
  void aMessageThatCantBeSentIsMadeUpForWhenTheNextLeaseIsOver() throws Exception {
    Job pending = bench.pending();
    bench.clock.pass(Job.PENDING_LEASE);
    assertThat(bench.sweepWithoutQueue()).isZero();
    assertThat(bench.row(pending).hold().lease().until()).isAfter(bench.clock.instant());

    bench.clock.pass(Job.PENDING_LEASE);
    bench.sweep();

    assertThat(bench.messages()).containsExactly(bench.messageOf(bench.row(pending)));
  }

  @Test
  void aRowThatMakesNoSenseIsPutOffAndStarvesNobody() throws Exception {
    Job damaged = bench.running();
    bench.damage(damaged);
    bench.clock.pass(Duration.ofSeconds(5));
    Job sound = bench.running();
    bench.clock.pass(LEASE_OVER);

    assertThat(bench.sweep()).isEqualTo(1);
    assertThat(bench.row(sound).status()).isEqualTo(JobStatus.PENDING);

    Job next = bench.running();
    bench.clock.pass(LEASE_OVER);
    assertThat(bench.sweep()).isEqualTo(1);
    assertThat(bench.row(next).status()).isEqualTo(JobStatus.PENDING);
  }

  @Test
  void invariant6AJobThatOutlivesItsRetentionIsEndedAndOnlyThenLeftToTheTable() throws Exception {
    Job running = bench.running();
    bench.clock.passTo(running.times().retainedUntil());
    assertThat(bench.item(running)).doesNotContainKey("expires_at");

    assertThat(bench.sweep()).isEqualTo(1);

    assertThat(bench.item(running)).containsKey("expires_at");
    assertThat(bench.row(running).failure().orElseThrow().code()).isEqualTo("expired");
    assertThat(bench.slotsTaken()).isZero();
  }

  @Test
  void invariant5ASlotWhoseHolderIsGoneIsFreed() throws Exception {
    Job gone = bench.running();
    bench.delete(gone);
    bench.clock.pass(Slots.UNCHECKED);

    bench.sweep();

    assertThat(bench.slotsTaken()).isZero();
  }

  @Test
  void invariant5ASlotWhoseHolderHasEndedIsFreed() throws Exception {
    Job ended = bench.running();
    Slot slot = ended.slots().getFirst();
    assertThat(bench.jobs.move(ended, ended.completed(SweepBench.RESULT, bench.clock.instant())))
        .isTrue();
    bench.occupy(slot, ended);
    bench.clock.pass(Slots.UNCHECKED);

    bench.sweep();

    assertThat(bench.slotsTaken()).isZero();
  }

  @Test
  void invariant5ASlotThatIsInUseIsLeftAlone() throws Exception {
    Job running = bench.running();
    bench.clock.pass(Slots.UNCHECKED);
    Job alive = running.alive(bench.clock.instant());
    assertThat(bench.jobs.move(running, alive)).isTrue();

    bench.sweep();
    bench.clock.pass(Duration.ofSeconds(30));
    bench.sweep();

    assertThat(bench.slotsTaken()).isEqualTo(1);
    assertThat(bench.row(running)).isEqualTo(alive);
  }

  @Test
  void invariant5ASlotThatWasTakenAnewMeanwhileIsLeftAlone() {
    Job earlier = bench.pending();
    Slot slot = earlier.slots().getFirst();
    Slots.Holder before = bench.slots.holder(slot).orElseThrow();
    assertThat(bench.jobs.move(earlier, earlier.cancelled(bench.clock.instant()))).isTrue();
    bench.occupy(slot, bench.pending());

    assertThat(bench.slots.free(slot, before)).isFalse();
    assertThat(bench.slots.holder(slot)).isPresent();

    Slots.Holder sameJobOnceMore = new Slots.Holder(before.job(), before.fence() + 1);
    bench.occupy(slot, earlier);
    assertThat(bench.slots.free(slot, sameJobOnceMore)).isFalse();
    assertThat(bench.slots.free(slot, before)).isTrue();
  }

  @Test
  void endedJobsAreNotLookedAt() throws Exception {
    Job running = bench.running();
    Job completed = running.completed(SweepBench.RESULT, bench.clock.instant());
    assertThat(bench.jobs.move(running, completed)).isTrue();
    bench.clock.pass(Duration.ofDays(1));

    assertThat(bench.sweep()).isZero();

    assertThat(bench.row(running)).isEqualTo(completed);
    assertThat(completed.hold().lease().kind()).isEqualTo(Lease.Kind.TOLD_BY);
    assertThat(bench.messages()).isEmpty();
  }

  @Test
  void twoSweepsAtOnceRecoverAJobOnce() throws Exception {
    Job running = bench.running();
    bench.clock.pass(LEASE_OVER);

    assertThat(bench.sweepTwiceAtOnce()).isEqualTo(1);

    assertThat(bench.row(running).tries().retryCount()).isEqualTo(1);
    assertThat(bench.messages()).containsExactly(bench.messageOf(bench.row(running)));
  }
}
