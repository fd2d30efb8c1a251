package dev.mediajobs.local.sweeper;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mediajobs.jobs.Job;
import dev.mediajobs.jobs.JobStatus;
import dev.mediajobs.jobs.Slot;
import dev.mediajobs.jobs.Slots;
import dev.mediajobs.local.EmbeddedStack;
import dev.mediajobs.local.SilentTranscribe;
import dev.mediajobs.local.StackOptions;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What one sweep does about each kind of lease. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SweepTest {

  private static final Duration LEASE_OVER = Job.RUNNING_LEASE.plusSeconds(1);

  /** The default of SweepBatch in template.yaml. */
  private static final int BATCH = 25;

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
    int more = BATCH + 5;
    List<Job> pending = Stream.generate(bench::pending).limit(more).toList();
    List<Job> awaiting = Stream.generate(bench::awaiting).limit(more).toList();
    bench.clock.pass(Job.PENDING_LEASE);

    bench.sweep();
    assertThat(lookedAfter(pending)).hasSize(BATCH);
    assertThat(lookedAfter(awaiting)).hasSize(BATCH);
    assertThat(bench.messages()).hasSize(2 * BATCH);

    bench.sweep();
    assertThat(lookedAfter(pending)).hasSize(more);
    assertThat(lookedAfter(awaiting)).hasSize(more);
    assertThat(bench.messages()).hasSize(2 * (more - BATCH));
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

  @ParameterizedTest
  @MethodSource("damages")
  void aRowThatMakesNoSenseIsPutOffAndStarvesNobody(Damage damage) throws Exception {
    Job damaged = bench.running();
    bench.damage(damaged, damage);
    bench.clock.pass(Duration.ofSeconds(5));
    Job sound = bench.running();
    Job pending = bench.pending();
    Job awaiting = bench.awaiting();
    bench.clock.pass(Job.PENDING_LEASE);

    assertThat(bench.sweep()).isEqualTo(1);
    assertThat(bench.row(sound).status()).isEqualTo(JobStatus.PENDING);
    assertThat(lookedAfter(List.of(pending, awaiting))).hasSize(2);
    assertThat(bench.leaseOf(damaged)).isAfter(bench.clock.instant());

    Job next = bench.running();
    bench.clock.pass(LEASE_OVER);
    assertThat(bench.sweep()).isEqualTo(1);
    assertThat(bench.row(next).status()).isEqualTo(JobStatus.PENDING);
  }

  @Test
  void moreRowsThatMakeNoSenseThanOneSweepLooksAtStarveNobody() throws Exception {
    List<Damage> damages = Damage.all();
    assertThat(damages).hasSizeGreaterThan(5);
    for (Damage damage : damages) {
      bench.damage(bench.running(), damage);
    }
    bench.clock.pass(Duration.ofSeconds(5));
    Job sound = bench.running();
    bench.clock.pass(LEASE_OVER);

    for (int sweep = 0; sweep < damages.size() && bench.row(sound).equals(sound); sweep++) {
      bench.sweep();
    }

    assertThat(bench.row(sound).status()).isEqualTo(JobStatus.PENDING);
  }

  @ParameterizedTest
  @MethodSource("damages")
  void invariant5ASlotWhoseHolderMakesNoSenseStarvesNoOther(Damage damage) throws Exception {
    Job damaged = bench.running();
    bench.damage(damaged, damage);
    bench.clock.pass(Duration.ofSeconds(5));
    Job gone = bench.running();
    bench.delete(gone);
    bench.clock.pass(Slots.UNCHECKED);

    bench.sweep();

    assertThat(bench.slots.holder(gone.slots().getFirst())).isEmpty();
    assertThat(bench.slots.holder(damaged.slots().getFirst())).isPresent();
    assertThat(bench.leaseOf(damaged.slots().getFirst())).isAfter(bench.clock.instant());
  }

  @ParameterizedTest
  @ValueSource(strings = {"slot#first", "slot#", "slot#99999999999", "slot#3"})
  void invariant5ASlotThatMakesNoSenseIsPutOffAndStarvesNoOther(String sortKey) throws Exception {
    bench.occupyWithoutFence(sortKey);
    bench.clock.pass(Duration.ofSeconds(5));
    Job gone = bench.running();
    bench.delete(gone);
    bench.clock.pass(Slots.UNCHECKED);

    bench.sweep();

    assertThat(bench.slots.holder(gone.slots().getFirst())).isEmpty();
    assertThat(bench.leaseOfSlot(sortKey)).isAfter(bench.clock.instant());
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
  void endedJobsThatPeopleWereToldOfAreNotLookedAt() throws Exception {
    Job running = bench.running();
    Job completed = running.completed(SweepBench.RESULT, bench.clock.instant());
    assertThat(bench.jobs.move(running, completed)).isTrue();
    assertThat(bench.jobs.move(completed, completed.told())).isTrue();
    bench.clock.pass(Duration.ofDays(1));

    assertThat(bench.sweep()).isZero();

    assertThat(bench.row(running)).isEqualTo(completed.told());
    assertThat(bench.messages()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 8})
  void invariant7AnEndThatNobodyWasToldOfIsShownToTheNotifierOnceMore(int days) throws Exception {
    Job running = bench.running();
    Job completed = running.completed(SweepBench.RESULT, bench.clock.instant());
    assertThat(bench.jobs.move(running, completed)).isTrue();
    bench.clock.pass(Duration.ofDays(days));

    assertThat(bench.sweep()).isZero();

    Instant later = bench.clock.instant().plus(Job.TOLD_BY_LEASE);
    assertThat(bench.row(running)).isEqualTo(completed.waitingOn(later));
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

  private static List<Damage> damages() {
    return Damage.all();
  }

  /** Those of the jobs whose lease lasts once more. */
  private List<Job> lookedAfter(List<Job> jobs) {
    Instant now = bench.clock.instant();
    return jobs.stream().filter(job -> !bench.row(job).hold().lease().isExpiredAt(now)).toList();
  }
}
