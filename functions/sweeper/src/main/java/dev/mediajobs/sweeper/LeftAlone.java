package dev.mediajobs.sweeper;

import dev.mediajobs.jobs.Backoff;
import dev.mediajobs.jobs.Failures;
import dev.mediajobs.jobs.Job;
import dev.mediajobs.jobs.JobQueue;
import dev.mediajobs.jobs.JobStore;
import dev.mediajobs.jobs.Tries;
import java.time.Duration;
import java.time.Instant;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.core.exception.SdkException;

/**
 * What is done about a job that those it depends on have left alone. The row moves first; should
 * the message then be lost, the row's new lease will be over in its turn.
 *
 * <p>Every method says whether it moved the job, and throws {@code SdkException} when DynamoDB
 * can't be reached or refuses.
 */
public final class LeftAlone {

  private static final Logger LOG = LoggerFactory.getLogger(LeftAlone.class);

  private final JobStore jobs;
  private final JobQueue queue;
  private final Backoff backoff;
  private final Duration askAgain;

  /**
   * With its surroundings.
   *
   * @param askAgain how long a worker has to ask an engine outside before it is told so again
   */
  public LeftAlone(JobStore jobs, JobQueue queue, Backoff backoff, Duration askAgain) {
    this.jobs = jobs;
    this.queue = queue;
    this.backoff = backoff;
    this.askAgain = askAgain;
  }

  /** The message that was to wake a worker is lost, or every worker is busy: send another. */
  boolean byEveryWorker(Job pending, Instant now) {
    return isMovedAndTold(pending, pending.waitingOn(now.plus(Job.PENDING_LEASE)), Duration.ZERO);
  }

  /** The news is lost: a worker is to ask. */
  boolean byTheEngineOutside(Job awaiting, Instant now) {
    return isMovedAndTold(awaiting, awaiting.awaitingFurther(now.plus(askAgain)), Duration.ZERO);
  }

  /** Its worker is dead or cut off: another one is to go on from the checkpoint, a little later. */
  boolean byItsWorker(Job running, Instant now) {
    int retry = running.tries().retryCount() + 1;
    if (retry > Tries.MOST_RETRIES) {
      LOG.error("job {} failed: every worker on it fell silent", running.id());
      return jobs.move(running, running.failed(Failures.UNEXPECTED, now));
    }
    LOG.warn("the worker on job {} is silent; retry {} follows", running.id(), retry);
    Duration delay = backoff.before(retry);
    return isMovedAndTold(running, running.retried(running.checkpoint(), now.plus(delay)), delay);
  }

  /**
   * Nobody was told of its end: the change of its row brings it to the notifier once more, through
   * the table's stream.
   */
  boolean byTheNotifier(Job ended, Instant now) {
    LOG.warn("nobody was told that job {} is {}", ended.id(), ended.status().text());
    return jobs.move(ended, ended.waitingOn(now.plus(Job.TOLD_BY_LEASE)));
  }

  private boolean isMovedAndTold(Job before, Job after, Duration delay) {
    if (!jobs.move(before, after)) {
      LOG.info("job {} was moved by somebody else", before.id());
      return false;
    }
    try {
      queue.send(after, delay);
    } catch (SdkException e) {
      LOG.error("no worker could be woken for job {}; its lease will tell", after.id(), e);
    }
    return true;
  }
}
