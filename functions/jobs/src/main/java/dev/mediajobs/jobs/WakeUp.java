package dev.mediajobs.jobs;

import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.core.exception.SdkException;

/** Wakes a worker for a job whose row is written. */
public final class WakeUp {

  private static final Logger LOG = LoggerFactory.getLogger(WakeUp.class);

  private final JobQueue queue;

  /** Through this queue. */
  public WakeUp(JobQueue queue) {
    this.queue = queue;
  }

  /**
   * Sends the message. A lost one delays the job and loses nothing, since the lease in its row will
   * tell; so it is no reason to refuse what was asked for.
   */
  public void call(Job job) {
    try {
      queue.send(job, Duration.ZERO);
    } catch (SdkException e) {
      LOG.error("job {} is accepted, but no worker could be woken", job.id(), e);
    }
  }
}
