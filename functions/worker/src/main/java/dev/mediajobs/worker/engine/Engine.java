package dev.mediajobs.worker.engine;

import dev.mediajobs.jobs.Checkpoint;
import dev.mediajobs.jobs.Failure;
import dev.mediajobs.jobs.Job;
import dev.mediajobs.jobs.JobId;
import dev.mediajobs.jobs.JobQueue;
import dev.mediajobs.jobs.JobStatus;
import dev.mediajobs.jobs.JobStore;
import dev.mediajobs.jobs.Tries;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
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

  /** When an engine outside could not even be told to begin, it is told again after this time. */
  private static final Duration START_AGAIN = Duration.ofSeconds(30);

  private final JobStore store;
  private final JobQueue queue;
  private final Pipeline pipeline;
  private final Duration askAgain;
  private final Clock clock;
  private final Backoff backoff;

  /**
   * With its surroundings.
   *
   * @param askAgain after how long an engine outside is asked again that was still at work
   */
  public Engine(
      JobStore store,
      JobQueue queue,
      Pipeline pipeline,
      Duration askAgain,
      Clock clock,
      RandomGenerator random) {
    this.store = store;
    this.queue = queue;
    this.pipeline = pipeline;
    this.askAgain = askAgain;
    this.clock = clock;
    this.backoff = new Backoff(random);
  }

  /**
   * A message said that {@code id} is due at {@code fence}. Nothing happens when the row has moved
   * on since.
   *
   * @throws SdkException when the row can't be read or moved; the job's lease stands
   */
  public void due(JobId id, long fence, Deadline deadline) {
    Optional<Job> found = store.find(id).filter(job -> job.hold().fence() == fence);
    if (found.isEmpty()) {
      LOG.info("job {} has moved on since fence {}", id, fence);
      return;
    }
    Job job = found.get();
    if (job.status() == JobStatus.PENDING) {
      whileHeld(() -> claim(job, deadline));
    } else if (job.isAwaiting()) {
      whileHeld(() -> ask(job, deadline));
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
      run(claimed, deadline);
    } else {
      LOG.info("job {} was claimed by another worker", pending.id());
    }
  }

  private void recover(Job abandoned, Deadline deadline) {
    LOG.warn("the worker on job {} is silent since its lease ended", abandoned.id());
    HeldJob held = new HeldJob(store, clock, abandoned);
    if (abandoned.tries().retryCount() >= Tries.MOST_RETRIES) {
      fail(held, Failures.UNEXPECTED, new IllegalStateException("every worker on it fell silent"));
      return;
    }
    claim(held.move(job -> job.retried(job.checkpoint(), clock.instant())), deadline);
  }

  private void ask(Job awaiting, Deadline deadline) {
    AwaitingStep step = awaited(awaiting);
    switch (step.ask(awaiting)) {
      case AwaitingStep.Answer.Working() -> awaitFurther(awaiting);
      case AwaitingStep.Answer.Unknown() -> start(step, awaiting);
      case AwaitingStep.Answer.Finished(var facts) ->
          takeUp(awaiting)
              .ifPresent(
                  held -> {
                    advance(held, step, facts);
                    run(held, deadline);
                  });
      case AwaitingStep.Answer.Refused(Failure failure, String reason) ->
          takeUp(awaiting)
              .ifPresent(held -> fail(held, failure, new IllegalStateException(reason)));
      case AwaitingStep.Answer.Faltered(var facts, String reason) ->
          takeUp(awaiting)
              .ifPresent(
                  held ->
                      retry(
                          held,
                          new Outcome.TransientFailure(
                              Failures.UNEXPECTED, facts, new IllegalStateException(reason))));
    }
  }

  private void awaitFurther(Job awaiting) {
    Instant now = clock.instant();
    Instant since = awaiting.times().awaitingSince().orElse(now);
    if (now.isAfter(since.plus(LONGEST_AWAIT))) {
      takeUp(awaiting)
          .ifPresent(
              held ->
                  fail(
                      held,
                      Failures.TIMED_OUT,
                      new IllegalStateException("awaited since " + since)));
      return;
    }
    Job further = awaiting.awaitingFurther(now.plus(askAgain));
    if (store.move(awaiting, further)) {
      queue.send(further, askAgain);
    }
  }

  private void start(AwaitingStep step, Job awaiting) {
    try {
      step.start(awaiting);
    } catch (AwaitingStep.RefusedException e) {
      takeUp(awaiting).ifPresent(held -> fail(held, e.failure(), e));
      return;
    } catch (SdkException e) {
      LOG.warn(
          "job {}: the step {} could not be started; it will be tried again",
          awaiting.id(),
          step.name(),
          e);
      queue.send(awaiting, START_AGAIN);
      return;
    }
    queue.send(awaiting, askAgain);
  }

  private Optional<HeldJob> takeUp(Job awaiting) {
    Job resumed = awaiting.resumed(holder(), clock.instant());
    if (store.move(awaiting, resumed)) {
      return Optional.of(new HeldJob(store, clock, resumed));
    }
    LOG.info("job {} was taken up by another worker", awaiting.id());
    return Optional.empty();
  }

  private void run(Job claimed, Deadline deadline) {
    run(new HeldJob(store, clock, claimed), deadline);
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
    Step step = pipeline.step(held.job().checkpoint().step());
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
        held.move(job -> job.completed(result, clock.instant()));
        LOG.info("job {} is completed", held.job().id());
      }
      case Outcome.HandOver() -> handOver(held);
      case Outcome.TransientFailure failure -> retry(held, failure);
      case Outcome.PermanentFailure(Failure failure, Exception cause) -> fail(held, failure, cause);
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
    String next = pipeline.after(done.name());
    held.move(job -> job.advanced(knowing(job, facts).movedTo(next), clock.instant()));
  }

  private void await(HeldJob held, Step step, Outcome.Await await) {
    if (!(step instanceof AwaitingStep awaiting)) {
      throw new IllegalStateException("the step " + step.name() + " awaits nothing");
    }
    Instant now = clock.instant();
    Job stored =
        held.move(
            job -> job.awaiting(knowing(job, await.facts()), now, now.plus(await.askAgain())));
    start(awaiting, stored);
  }

  private void handOver(HeldJob held) {
    if (held.job().tries().handovers() >= Tries.MOST_HANDOVERS) {
      fail(
          held,
          Failures.TIMED_OUT,
          new IllegalStateException("handed over too often without progress"));
      return;
    }
    Job handedOver = held.move(job -> job.handedOver(clock.instant()));
    LOG.info("job {} is handed over", handedOver.id());
    queue.send(handedOver, Duration.ZERO);
  }

  private void retry(HeldJob held, Outcome.TransientFailure failure) {
    int number = held.job().tries().retryCount() + 1;
    if (number > Tries.MOST_RETRIES) {
      fail(held, failure.failure(), failure.cause());
      return;
    }
    Duration delay = backoff.before(number);
    LOG.warn(
        "job {} met a passing fault; retry {} follows", held.job().id(), number, failure.cause());
    Job retried =
        held.move(job -> job.retried(knowing(job, failure.facts()), clock.instant().plus(delay)));
    queue.send(retried, delay);
  }

  private void fail(HeldJob held, Failure failure, Exception cause) {
    LOG.error("job {} failed with {}", held.job().id(), failure.code(), cause);
    held.move(job -> job.failed(failure, clock.instant()));
  }

  private AwaitingStep awaited(Job awaiting) {
    return switch (pipeline.step(awaiting.checkpoint().step())) {
      case AwaitingStep step -> step;
      case Step other ->
          throw new IllegalStateException("the step " + other.name() + " awaits nothing");
    };
  }

  private static Checkpoint knowing(Job job, Map<String, String> facts) {
    Checkpoint checkpoint = job.checkpoint();
    for (Map.Entry<String, String> fact : facts.entrySet()) {
      checkpoint = checkpoint.with(fact.getKey(), fact.getValue());
    }
    return checkpoint;
  }

  private static String holder() {
    return UUID.randomUUID().toString();
  }
}
