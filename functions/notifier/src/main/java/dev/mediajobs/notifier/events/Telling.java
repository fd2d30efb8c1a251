package dev.mediajobs.notifier.events;

import dev.mediajobs.jobs.Job;
import dev.mediajobs.jobs.JobStore;
import dev.mediajobs.jobs.UntoldEnds;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * Tells of what happened to jobs. That a job has ended stands as untold in its row until all
 * lasting channels have taken it, so it can't be lost: the sweeper changes rows that stay untold,
 * and each change comes here.
 *
 * <p>Every method throws a {@code RuntimeException} of some kind when a channel did not take an
 * event or a row could not be written; the same change must come again then.
 */
public final class Telling {

  private final Logger log = LoggerFactory.getLogger(Telling.class);
  private final JobStore jobs;
  private final UntoldEnds untoldEnds;
  private final List<Channel> live;
  private final List<Channel> lasting;

  /**
   * On these channels.
   *
   * @param live reach only those who watch at this moment; must not throw. They are told first,
   *     because they wait
   * @param lasting take an event over for good, or throw
   */
  public Telling(JobStore jobs, UntoldEnds untoldEnds, List<Channel> live, List<Channel> lasting) {
    this.jobs = jobs;
    this.untoldEnds = untoldEnds;
    this.live = List.copyOf(live);
    this.lasting = List.copyOf(lasting);
  }

  /**
   * Tells of what a written row shows, if anything.
   *
   * @param before the job as it was; empty when the row is new
   * @param after the job as it is
   * @param written when the row was written
   */
  public void written(Optional<Job> before, Job after, Instant written) {
    Optional<JobEvent> event = JobEvents.of(before, after, written);
    event.ifPresent(
        happened -> {
          live.forEach(channel -> channel.tell(happened));
          lasting.forEach(channel -> channel.tell(happened));
        });
    if (event.isPresent() && event.get().type().isEnd() && !jobs.move(after, after.told())) {
      log.info("job {} was moved on while people were told of its end", after.id());
    }
  }

  /**
   * Tells of the ends that a row keeps because nobody was told of them; those who watch have seen
   * what came after.
   *
   * @param row the whole row of a job
   */
  public void keptEnds(Map<String, AttributeValue> row, Instant written) {
    List<Job> ends = UntoldEnds.in(row);
    for (Job ended : ends) {
      log.warn("job {} was tried again before people were told that it failed", ended.id());
      JobEvent event = JobEvents.ofEnd(ended, written);
      lasting.forEach(channel -> channel.tell(event));
    }
    if (!ends.isEmpty() && !untoldEnds.forget(row)) {
      log.info("job {} keeps other ends meanwhile", ends.getFirst().id());
    }
  }

  /** Tells that a job's row is gone, which concerns nobody but those who watch. */
  public void gone(Job before, Instant written) {
    JobEvent event = JobEvents.ofGone(before, written);
    live.forEach(channel -> channel.tell(event));
  }
}
