package dev.mediajobs.worker.engine;

import dev.mediajobs.jobs.Backoff;
import dev.mediajobs.jobs.DurationHistory;
import dev.mediajobs.jobs.Failure;
import dev.mediajobs.jobs.Failures;
import dev.mediajobs.jobs.Job;
import dev.mediajobs.jobs.JobId;
import dev.mediajobs.jobs.JobQueue;
import dev.mediajobs.jobs.JobStatus;
import dev.mediajobs.jobs.JobStore;
import dev.mediajobs.jobs.JobType;
import dev.mediajobs.jobs.Tries;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.core.exception.SdkException;

/**
 * Brings a job forward as far as one function call can: claims it if it is free, runs its steps
 * from the checkpoint on, and lets go of it when it ends, awaits an engine outside, or time is
 * short.
 *
 * <p>The row always moves before the message about it is sent: a message that is lost leaves a
 * lease that will expire.
 */
public final class Engine {

  private static final Logger LOG = LoggerFactory.getLogger(Engine.class);

  /** A step is not begun with less time than this. */
  private static final Duration SHORTEST_STEP = Duration.ofSeconds(30);

  /** No engine outside may work longer on one job. */
  private static final Duration LONGEST_AWAIT = Duration.ofDays(1);

  /** When an engine outside can't even be reached, it is tried again after this time. */
  private static final Duration TRY_AGAIN = Duration.ofSeconds(30);

  /** After this time the lease of a worker that has broken off is surely over. */
  private static final Duration AFTER_LEASE = Job.RUNNING_LEASE.plusSeconds(10);

  private final JobStore store;
  private final JobQueue queue;
  private final DurationHistory history;
  private final Map<JobType, Pipeline> pipelines;
  private final Duration askAgain;
  private final Clock clock;
  private final Release release;

  /**
   * With its surroundings.
   *
   * @param pipelines the steps that jobs of each type go through; a job of any other fails
   * @param askAgain after how long an engine outside is asked again that was still at work
   */
  public Engine(
      JobStore store,
      JobQueue queue,
      DurationHistory history,
      Map<JobType, Pipeline> pipelines,
      Duration askAgain,
      Clock clock,
      RandomGenerator random) {
    this.store = store;
    this.queue = queue;
    this.history = history;
    this.pipelines = Map.copyOf(pipelines);
    this.askAgain = askAgain;
    this.clock = clock;
    this.release = new Release(queue, clock, Backoff.ofJobs(random));
  }

  /**
   * A message said that {@code id} is due at {@code fence}. Nothing happens when the row has moved
   * on since.
   *
   * @param lease the end of the lease that the row had when the message was sent, if it says so
   * @throws SdkException when the row can't be read or moved; the job's lease stands
   */
  public void due(JobId id, long fence, Optional<Instant> lease, Deadline deadline) {
    Optional<Job> found = store.find(id).filter(job -> job.hold().fence() == fence);
    if (found.isEmpty()) {
      LOG.info("job {} has moved on since fence {}", id, fence);
      return;
    }
    Job job = found.get();
    if (job.status() == JobStatus.PENDING) {
      whileHeld(() -> claim(job, deadline));
    } else if (job.isAwaiting()) {
      if (lease.isPresent() && !lease.get().equals(job.hold().lease().until())) {
        // Each answer "still at work" sends a message: to follow up an old one would double them.
        LOG.info("job {} awaits; somebody has asked since", id);
      } else {
        whileHeld(() -> ask(job, deadline));
      }
    } else if (job.isAbandonedAt(clock.instant())) {
      whileHeld(() -> recover(job, deadline));
    } else {
      LOG.info("job {} is {}; nothing is due", id, job.status().text());
    }
  }

  /**
   * There is news of an engine outside that works on {@code id}.
   *
   * @param factName how its work is recognised: the name of a fact
   * @param factValue and its value; nothing happens when the job awaits other work by now
   * @throws SdkException when the row can't be read or moved; the job's lease stands
   */
  public void news(JobId id, String factName, String factValue, Deadline deadline) {
    Optional<Job> awaiting =
        store
            .find(id)
            .filter(Job::isAwaiting)
            .filter(job -> job.checkpoint().fact(factName).equals(Optional.of(factValue)));
    if (awaiting.isEmpty()) {
      LOG.info("job {} does not await what there is news of", id);
      return;
    }
    whileHeld(() -> ask(awaiting.get(), deadline));
  }

  private static void whileHeld(Runnable run) {
    try {
      run.run();
    } catch (LostHoldException e) {
      LOG.warn("{}; nothing of this run counts", e.getMessage());
    }
  }

  private void claim(Job pending, Deadline deadline) {
    Job claimed = pending.claimed(holder(), clock.instant());
    if (store.move(pending, claimed)) {
      hold(new HeldJob(store, clock, claimed), held -> run(held, deadline));
    } else {
      LOG.info("job {} was claimed by another worker", pending.id());
    }
  }

  private void recover(Job abandoned, Deadline deadline) {
    LOG.warn("the worker on job {} is silent since its lease ended", abandoned.id());
    hold(
        new HeldJob(store, clock, abandoned),
        held -> {
          if (abandoned.tries().retryCount() >= Tries.MOST_RETRIES) {
            release.fail(
                held,
                Failures.UNEXPECTED,
                new IllegalStateException("every worker on it fell silent"));
            return;
          }
          claim(held.move(job -> job.retried(job.checkpoint(), clock.instant())), deadline);
        });
  }

  private void ask(Job awaiting, Deadline deadline) {
    AwaitingStep step;
    AwaitingStep.Answer answer;
    try {
      step = awaited(awaiting);
      answer = step.ask(awaiting);
    } catch (SdkException e) {
      LOG.warn("job {}: nobody could be asked how far it is", awaiting.id(), e);
      tryAgain(awaiting, e);
      return;
    } catch (IllegalStateException e) {
      // This version can't make sense of the row; that counts as a worker's breaking off.
      takeUp(
          awaiting,
          _ -> {
            throw e;
          });
      return;
    }
    switch (answer) {
      case AwaitingStep.Answer.Working() -> awaitFurther(awaiting, askAgain);
      case AwaitingStep.Answer.Unknown() -> start(step, awaiting);
      case AwaitingStep.Answer.Finished(var facts) ->
          takeUp(
              awaiting,
              held -> {
                advance(held, step, facts);
                run(held, deadline);
              });
      case AwaitingStep.Answer.Refused(Failure failure, var facts, String reason) ->
          takeUp(
              awaiting,
              held -> release.fail(held, failure, facts, new IllegalStateException(reason)));
      case AwaitingStep.Answer.Faltered(var facts, String reason) ->
          takeUp(
              awaiting,
              held ->
                  release.retry(
                      held,
                      new Outcome.TransientFailure(
                          Failures.UNEXPECTED, facts, new IllegalStateException(reason))));
    }
  }

  private void awaitFurther(Job awaiting, Duration delay) {
    Instant now = clock.instant();
    Instant since = awaiting.times().awaitingSince().orElse(now);
    if (now.isAfter(since.plus(LONGEST_AWAIT))) {
      takeUp(
          awaiting,
          held ->
              release.fail(
                  held, Failures.TIMED_OUT, new IllegalStateException("awaited since " + since)));
      return;
    }
    Job further = awaiting.awaitingFurther(now.plus(delay));
    if (store.move(awaiting, further)) {
      queue.send(further, delay);
    }
  }

  /**
   * An engine outside can't be reached, or refuses for a reason that has nothing to do with the
   * job.
   */
  private void tryAgain(Job awaiting, SdkException fault) {
    if (Faults.arePassing(fault)) {
      awaitFurther(awaiting, TRY_AGAIN);
    } else {
      takeUp(awaiting, held -> release.fail(held, Failures.UNEXPECTED, fault));
    }
  }

  private void start(AwaitingStep step, Job awaiting) {
    boolean isNew;
    try {
      isNew = step.start(awaiting);
    } catch (AwaitingStep.RefusedException e) {
      takeUp(awaiting, held -> release.fail(held, e.failure(), e));
      return;
    } catch (SdkException e) {
      LOG.warn("job {}: the step {} could not be started", awaiting.id(), step.name(), e);
      tryAgain(awaiting, e);
      return;
    }
    queue.send(awaiting, isNew ? askAgain : Duration.ZERO);
  }

  private void takeUp(Job awaiting, Consumer<HeldJob> work) {
    Job resumed = awaiting.resumed(holder(), clock.instant());
    if (store.move(awaiting, resumed)) {
      hold(new HeldJob(store, clock, resumed), work);
    } else {
      LOG.info("job {} was taken up by another worker", awaiting.id());
    }
  }

  /**
   * Works on a job that this worker has taken. Should that break off, nobody else would know, for
   * the row has moved on from the message: one more message has the row looked at when the lease is
   * over.
   */
  private void hold(HeldJob held, Consumer<HeldJob> work) {
    try {
      work.accept(held);
    } catch (LostHoldException e) {
      throw e;
    } catch (RuntimeException e) {
      LOG.error("the work on job {} broke off", held.job().id(), e);
      queue.send(held.job(), AFTER_LEASE);
    }
  }

  private void run(HeldJob held, Deadline deadline) {
    try (Heartbeat _ = Heartbeat.of(held)) {
      while (step(held, deadline)) {
        LOG.debug("job {} goes on to {}", held.job().id(), held.job().checkpoint().step());
      }
    } finally {
      // A heartbeat that lost the hold interrupts; this thread serves other jobs after this one.
      boolean _ = Thread.interrupted();
    }
  }

  /** Does one step; says whether another one follows in this run. */
  private boolean step(HeldJob held, Deadline deadline) {
    Step step = pipelineOf(held.job()).step(held.job().checkpoint().step());
    Outcome outcome =
        deadline.isCloserThan(SHORTEST_STEP)
            ? new Outcome.HandOver()
            : attempt(step, new Work(held, deadline));
    switch (outcome) {
      case Outcome.Next(var facts) -> {
        advance(held, step, facts);
        return true;
      }
      case Outcome.Await await -> await(held, step, await);
      case Outcome.Done(var result) -> {
        Job completed = held.move(job -> job.completed(result, clock.instant()));
        LOG.info("job {} is completed", completed.id());
        history.add(completed);
      }
      case Outcome.HandOver(var facts) -> release.handOver(held, facts);
      case Outcome.TransientFailure failure -> release.retry(held, failure);
      case Outcome.PermanentFailure(Failure failure, Exception cause) ->
          release.fail(held, failure, cause);
    }
    return false;
  }

  private static Outcome attempt(Step step, Work work) {
    try {
      return step.run(work);
    } catch (LostHoldException e) {
      throw e;
    } catch (InterruptedException e) {
      throw new LostHoldException(work.job().id().toString());
    } catch (Exception e) {
      return Faults.arePassing(e)
          ? new Outcome.TransientFailure(Failures.CONNECTION, Map.of(), e)
          : new Outcome.PermanentFailure(Failures.UNEXPECTED, e);
    }
  }

  private void advance(HeldJob held, Step done, Map<String, String> facts) {
    String next = pipelineOf(held.job()).after(done.name());
    held.move(job -> job.advanced(job.checkpoint().knowing(facts).movedTo(next), clock.instant()));
  }

  private void await(HeldJob held, Step step, Outcome.Await await) {
    if (!(step instanceof AwaitingStep awaiting)) {
      throw new IllegalStateException("the step " + step.name() + " awaits nothing");
    }
    Instant now = clock.instant();
    Job stored =
        held.move(
            job ->
                job.awaiting(
                    job.checkpoint().knowing(await.facts()), now, now.plus(await.askAgain())));
    start(awaiting, stored);
  }

  private AwaitingStep awaited(Job awaiting) {
    return switch (pipelineOf(awaiting).step(awaiting.checkpoint().step())) {
      case AwaitingStep step -> step;
      case Step other ->
          throw new IllegalStateException("the step " + other.name() + " awaits nothing");
    };
  }

  private Pipeline pipelineOf(Job job) {
    Pipeline pipeline = pipelines.get(job.type());
    if (pipeline == null) {
      throw new IllegalStateException("no pipeline makes " + job.type().text());
    }
    return pipeline;
  }

  private static String holder() {
    return UUID.randomUUID().toString();
  }
}
