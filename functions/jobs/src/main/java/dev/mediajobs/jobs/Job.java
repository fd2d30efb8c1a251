package dev.mediajobs.jobs;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One job, as its row says. Immutable: each transition gives the job as it would be afterwards, and
 * {@link JobStore#move} makes it so, provided that nobody else was faster.
 *
 * @param id its name
 * @param type what it makes of its source
 * @param origin by which contract it was asked for
 * @param owner the signed-in user whose it is; empty when whoever has its token may open it
 * @param source what it works on
 * @param settings what its owner wishes
 * @param requestId the request that it was asked for by, as API Gateway logs it; empty when no
 *     request did
 * @param tokens which of its tokens are valid
 * @param times when things happened
 * @param status where it stands
 * @param hold who may change it
 * @param slots what it holds of the concurrency limits, from its submission to its end
 * @param tries how often it was tried
 * @param checkpoint how far the pipeline has come for good
 * @param progress what a person sees; empty before a worker has begun
 * @param ending how it ended; empty while it has not, and when it was cancelled
 */
public record Job(
    JobId id,
    JobType type,
    Origin origin,
    Optional<Owner> owner,
    Source source,
    Settings settings,
    Optional<String> requestId,
    TokenVersions tokens,
    Times times,
    JobStatus status,
    Hold hold,
    List<Slot> slots,
    Tries tries,
    Checkpoint checkpoint,
    Optional<Progress> progress,
    Optional<Ending> ending) {

  /** How long the worker that holds a job may be silent. */
  public static final Duration RUNNING_LEASE = Duration.ofSeconds(90);

  /** How long a pending job may wait for a worker before its message is taken for lost. */
  public static final Duration PENDING_LEASE = Duration.ofMinutes(10);

  /** How long the news of an ended job may stay untold. */
  public static final Duration TOLD_BY_LEASE = Duration.ofMinutes(5);

  /** Keeps a copy of the slots. */
  public Job {
    slots = List.copyOf(slots);
  }

  /** A job of the canonical contract that was just accepted, and as yet holds no slot. */
  public static Job submitted(JobId id, Source source, Settings settings, Instant now) {
    return submitted(id, Origin.CANONICAL, Optional.empty(), source, settings, now);
  }

  /** A job that was just accepted, and as yet holds no slot. */
  public static Job submitted(
      JobId id,
      Origin origin,
      Optional<Owner> owner,
      Source source,
      Settings settings,
      Instant now) {
    JobType type = settings.type();
    return new Job(
        id,
        type,
        origin,
        owner,
        source,
        settings,
        Optional.empty(),
        TokenVersions.FIRST,
        new Times(
            now,
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            origin.retainedFrom(now),
            type.seed()),
        JobStatus.PENDING,
        new Hold(1, Optional.empty(), new Lease(Lease.Kind.PENDING, now.plus(PENDING_LEASE))),
        List.of(),
        Tries.NONE,
        Checkpoint.before(type.firstStep()),
        Optional.empty(),
        Optional.empty());
  }

  /** The same job, which this request asked for. */
  public Job askedForBy(String request) {
    return new Job(
        id,
        type,
        origin,
        owner,
        source,
        settings,
        Optional.of(request),
        tokens,
        times,
        status,
        hold,
        slots,
        tries,
        checkpoint,
        progress,
        ending);
  }

  /** The same job, of whose source this is known already. */
  public Job knowing(Map<String, String> facts) {
    return with(checkpoint.knowing(facts));
  }

  /** A job that was just accepted and needs no work: what it asks for was made before. */
  public Job bornCompleted(Result copied, Instant now) {
    return as(
            times,
            JobStatus.COMPLETED,
            hold,
            List.of(),
            tries,
            checkpoint,
            Optional.of(Progress.at(type.lastStage())),
            ending)
        .ended(new Ending.Completed(copied), now);
  }

  /** The same job, which is to hold these slots until it ends. */
  public Job holding(List<Slot> taken) {
    return as(times, status, hold, taken, tries, checkpoint, progress, ending);
  }

  /** The same job, which is taken to last this long. */
  public Job expectedToLast(Duration estimate) {
    return with(times.expecting(estimate));
  }

  /** A worker takes the pending job; {@code holder} is the random name it chose. */
  public Job claimed(String holder, Instant now) {
    return to(JobStatus.PROCESSING)
        .with(times.startedAt(now))
        .with(hold.takenBy(holder, now.plus(RUNNING_LEASE)))
        .with(tries.begun());
  }

  /**
   * A worker takes the job up again after an engine outside has finished with it; what was shown
   * meanwhile is kept, so that nobody sees the percentage go back.
   */
  public Job resumed(String holder, Instant now) {
    return with(ShownProgress.of(this, now))
        .with(times.notAwaiting())
        .with(hold.takenBy(holder, now.plus(RUNNING_LEASE)));
  }

  /**
   * The holder is alive and has come this far; the percentage never goes back, not even when a
   * stage is done once more.
   */
  public Job reporting(Progress reached, Instant now) {
    Progress shown =
        progress
            .filter(earlier -> earlier.percent() > reached.percent())
            .map(
                earlier ->
                    new Progress(earlier.stage(), earlier.percent(), earlier.stage().message()))
            .orElse(reached);
    return with(Optional.of(shown)).with(hold.prolonged(now.plus(RUNNING_LEASE)));
  }

  /** The holder is alive. */
  public Job alive(Instant now) {
    return with(hold.prolonged(now.plus(RUNNING_LEASE)));
  }

  /** The holder has finished a step for good. */
  public Job advanced(Checkpoint reached, Instant now) {
    return with(reached).with(tries.advanced()).with(hold.prolonged(now.plus(RUNNING_LEASE)));
  }

  /**
   * Nobody holds the job any more: an engine outside works on it.
   *
   * @param reached what to do when it has finished, and how to recognise its work
   * @param askAgain when to ask the engine if no news has come
   */
  public Job awaiting(Checkpoint reached, Instant now, Instant askAgain) {
    return with(reached)
        .with(times.awaitingFrom(now))
        .with(tries.advanced())
        .with(hold.released(Lease.Kind.AWAITING, askAgain));
  }

  /** The engine was asked and is still at work. */
  public Job awaitingFurther(Instant askAgain) {
    return with(hold.prolonged(askAgain));
  }

  /**
   * The holder met a passing fault: some worker tries again at {@code due}.
   *
   * @param reached what that worker has to know
   */
  public Job retried(Checkpoint reached, Instant due) {
    Tries more = tries.retried();
    Progress waiting =
        new Progress(
            progress.map(Progress::stage).orElse(type.firstStage()),
            progress.map(Progress::percent).orElse(0),
            "Auto-retry attempt %d/%d".formatted(more.retryCount(), Tries.MOST_RETRIES));
    return to(JobStatus.PENDING)
        .with(reached)
        .with(times.notAwaiting())
        .with(more)
        .with(Optional.of(waiting))
        .with(hold.released(Lease.Kind.PENDING, due.plus(PENDING_LEASE)));
  }

  /** The holder runs out of time: another goes on from the checkpoint at once. */
  public Job handedOver(Instant now) {
    return to(JobStatus.PENDING)
        .with(tries.handedOver())
        .with(hold.released(Lease.Kind.PENDING, now.plus(PENDING_LEASE)));
  }

  /**
   * The same, but the holder has brought the job forward: handovers are counted anew.
   *
   * @param reached what the next holder has to know
   */
  public Job handedOver(Checkpoint reached, Instant now) {
    return to(JobStatus.PENDING)
        .with(reached)
        .with(tries.advanced())
        .with(hold.released(Lease.Kind.PENDING, now.plus(PENDING_LEASE)));
  }

  /** The holder has published the result. */
  public Job completed(Result result, Instant now) {
    return to(JobStatus.COMPLETED)
        .with(Optional.of(Progress.at(type.lastStage())))
        .ended(new Ending.Completed(result), now);
  }

  /** The job can't be done; the progress stays where it was. */
  public Job failed(Failure failure, Instant now) {
    return failed(checkpoint, failure, now);
  }

  /**
   * The same.
   *
   * @param reached what is to be known should its owner have it tried again
   */
  public Job failed(Checkpoint reached, Failure failure, Instant now) {
    return to(JobStatus.FAILED).with(reached).ended(new Ending.Failed(failure), now);
  }

  /**
   * The lease ran out and nobody came: whoever is to come has more time.
   *
   * @param until how long
   */
  public Job waitingOn(Instant until) {
    return with(hold.prolonged(until));
  }

  /** Its owner does not want it any more, and no worker has it. */
  public Job cancelled(Instant now) {
    Job cancelled = to(JobStatus.CANCELLED);
    return cancelled
        .with(times.completedAt(now).retaining(origin, now))
        .with(hold.withdrawn(now.plus(TOLD_BY_LEASE)))
        .holding(List.of());
  }

  /** It has ended, and everybody who is to know has been told. */
  public Job told() {
    if (!status.isTerminal()) {
      throw new IllegalStateException(
          "job %s is %s and has no end to tell of".formatted(id, status.text()));
    }
    return with(hold.told());
  }

  /** Its owner wants it tried once more from its beginning; it must be given slots anew. */
  public Job restarted(Instant now) {
    return to(JobStatus.PENDING)
        .with(times.restarted())
        .with(hold.released(Lease.Kind.PENDING, now.plus(PENDING_LEASE)))
        .with(tries.restarted())
        .with(checkpoint.restartedAt(type.firstStep()))
        .with(Optional.<Progress>empty())
        .notEnded();
  }

  /** The share link that was given out opens it no longer; the next one does. */
  public Job unshared() {
    return new Job(
        id,
        type,
        origin,
        owner,
        source,
        settings,
        requestId,
        tokens.withoutShared(),
        times,
        status,
        hold,
        slots,
        tries,
        checkpoint,
        progress,
        ending);
  }

  /** Whether it is gone for every reader at {@code now}, whether or not its row still exists. */
  public boolean isExpiredAt(Instant now) {
    return !now.isBefore(times.retainedUntil());
  }

  /** Whether it has ended and, as far as is known, not everybody was told who is to know. */
  public boolean isUntold() {
    return hold.lease().kind() == Lease.Kind.TOLD_BY;
  }

  /** Whether an engine outside works on it and nobody of ours runs. */
  public boolean isAwaiting() {
    return status == JobStatus.PROCESSING && hold.lease().kind() == Lease.Kind.AWAITING;
  }

  /** Whether a worker held it and has been silent for longer than its lease allows. */
  public boolean isAbandonedAt(Instant now) {
    return status == JobStatus.PROCESSING
        && hold.lease().kind() == Lease.Kind.RUNNING
        && hold.lease().isExpiredAt(now);
  }

  /** What it has to show; empty unless it is completed. */
  public Optional<Result> result() {
    return ending.flatMap(
        end ->
            switch (end) {
              case Ending.Completed(Result result) -> Optional.of(result);
              case Ending.Failed _ -> Optional.empty();
            });
  }

  /**
   * The same, of a job whose type has results of this kind.
   *
   * @throws ClassCastException when it has another kind
   */
  public <R extends Result> Optional<R> result(Class<R> kind) {
    return result().map(kind::cast);
  }

  /**
   * What its owner wishes, of a job whose type has settings of this kind.
   *
   * @throws ClassCastException when it has another kind
   */
  public <S extends Settings> S settings(Class<S> kind) {
    return kind.cast(settings);
  }

  /** Why it failed; empty unless it did. */
  public Optional<Failure> failure() {
    return ending.flatMap(
        end ->
            switch (end) {
              case Ending.Completed _ -> Optional.empty();
              case Ending.Failed(Failure failure) -> Optional.of(failure);
            });
  }

  private Job to(JobStatus next) {
    if (!status.successors().contains(next)) {
      throw new IllegalStateException(
          "job %s is %s and can't become %s".formatted(id, status.text(), next.text()));
    }
    return as(times, next, hold, slots, tries, checkpoint, progress, ending);
  }

  private Job ended(Ending how, Instant now) {
    return as(
        times.completedAt(now).retaining(origin, now),
        status,
        hold.ended(now.plus(TOLD_BY_LEASE)),
        List.of(),
        tries,
        checkpoint,
        progress,
        Optional.of(how));
  }

  private Job notEnded() {
    return as(times, status, hold, slots, tries, checkpoint, progress, Optional.empty());
  }

  private Job with(Times changed) {
    return as(changed, status, hold, slots, tries, checkpoint, progress, ending);
  }

  private Job with(Hold changed) {
    return as(times, status, changed, slots, tries, checkpoint, progress, ending);
  }

  private Job with(Tries changed) {
    return as(times, status, hold, slots, changed, checkpoint, progress, ending);
  }

  private Job with(Checkpoint changed) {
    return as(times, status, hold, slots, tries, changed, progress, ending);
  }

  private Job with(Optional<Progress> changed) {
    return as(times, status, hold, slots, tries, checkpoint, changed, ending);
  }

  /** The same job in another state; what it is and what was asked for never change. */
  private Job as(
      Times newTimes,
      JobStatus newStatus,
      Hold newHold,
      List<Slot> newSlots,
      Tries newTries,
      Checkpoint newCheckpoint,
      Optional<Progress> newProgress,
      Optional<Ending> newEnding) {
    return new Job(
        id,
        type,
        origin,
        owner,
        source,
        settings,
        requestId,
        tokens,
        newTimes,
        newStatus,
        newHold,
        newSlots,
        newTries,
        newCheckpoint,
        newProgress,
        newEnding);
  }
}
