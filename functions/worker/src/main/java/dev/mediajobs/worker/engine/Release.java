package dev.mediajobs.worker.engine;

import dev.mediajobs.jobs.Backoff;
import dev.mediajobs.jobs.Failure;
import dev.mediajobs.jobs.Failures;
import dev.mediajobs.jobs.Job;
import dev.mediajobs.jobs.JobQueue;
import dev.mediajobs.jobs.Tries;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How a worker lets go of a job that it could not complete: to another worker at once, to a later
 * try, or for good. The row moves before the message about it is sent.
 */
final class Release {

  private static final Logger LOG = LoggerFactory.getLogger(Release.class);

  private final JobQueue queue;
  private final Clock clock;
  private final Backoff backoff;

  Release(JobQueue queue, Clock clock, Backoff backoff) {
    this.queue = queue;
    this.clock = clock;
    this.backoff = backoff;
  }

  /**
   * To another worker at once.
   *
   * @param facts how much further the step has come; empty when it has not
   */
  void handOver(HeldJob held, Map<String, String> facts) {
    boolean further = !facts.isEmpty();
    if (!further && held.job().tries().handovers() >= Tries.MOST_HANDOVERS) {
      fail(
          held,
          Failures.TIMED_OUT,
          new IllegalStateException("handed over too often without progress"));
      return;
    }
    Job handedOver =
        held.move(
            job ->
                further
                    ? job.handedOver(job.checkpoint().knowing(facts), clock.instant())
                    : job.handedOver(clock.instant()));
    LOG.info("job {} is handed over", handedOver.id());
    queue.send(handedOver, Duration.ZERO);
  }

  void retry(HeldJob held, Outcome.TransientFailure failure) {
    int number = held.job().tries().retryCount() + 1;
    if (number > Tries.MOST_RETRIES) {
      fail(held, failure.failure(), failure.cause());
      return;
    }
    Duration delay = backoff.before(number);
    LOG.warn(
        "job {} met a passing fault; retry {} follows", held.job().id(), number, failure.cause());
    Job retried =
        held.move(
            job ->
                job.retried(
                    job.checkpoint().knowing(failure.facts()), clock.instant().plus(delay)));
    queue.send(retried, delay);
  }

  void fail(HeldJob held, Failure failure, Exception cause) {
    fail(held, failure, Map.of(), cause);
  }

  /**
   * The same, knowing something for the case that the owner has it tried again.
   *
   * @param facts what the next try has to know
   */
  void fail(HeldJob held, Failure failure, Map<String, String> facts, Exception cause) {
    LOG.error("job {} failed with {}", held.job().id(), failure.code(), cause);
    held.move(job -> job.failed(job.checkpoint().knowing(facts), failure, clock.instant()));
  }
}
