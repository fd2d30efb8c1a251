package dev.mediajobs.ingest;

import dev.mediajobs.jobs.DurationHistory;
import dev.mediajobs.jobs.InboxStore;
import dev.mediajobs.jobs.Job;
import dev.mediajobs.jobs.JobId;
import dev.mediajobs.jobs.JobStore;
import dev.mediajobs.jobs.MediaStore;
import dev.mediajobs.jobs.Origin;
import dev.mediajobs.jobs.Pools;
import dev.mediajobs.jobs.Slot;
import dev.mediajobs.jobs.Slots;
import dev.mediajobs.jobs.Source;
import dev.mediajobs.jobs.Submitted;
import dev.mediajobs.jobs.WakeUp;
import dev.mediajobs.json.JsonException;
import dev.mediajobs.naming.GivenName;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.services.s3.model.S3Exception;

/**
 * Makes jobs of objects, one of each, however often and in whatever order S3 tells of them. A job
 * works on a copy: its object may be changed or deleted meanwhile.
 *
 * <p>Every method throws {@code SdkException} when an AWS service can't be reached or refuses.
 */
final class Intake {

  /** How often others may take the slot that we were about to take, until the object waits. */
  private static final int MOST_LOOKS = 3;

  /** How often S3 may refuse to give an object before it is taken at its word. */
  private static final int MOST_REFUSALS = 5;

  private static final int BAD_REQUEST = 400;
  private static final int FORBIDDEN = 403;

  private final Logger log = LoggerFactory.getLogger(Intake.class);
  private final Inbox inbox;
  private final Results results;
  private final InboxStore latest;
  private final JobStore jobs;
  private final Slots slots;
  private final Pools pools;
  private final DurationHistory history;
  private final WakeUp wakeUp;
  private final long largest;
  private final Clock clock;

  /**
   * @param largest the largest object in bytes of which a job is made
   */
  Intake(
      Inbox inbox,
      Results results,
      InboxStore latest,
      JobStore jobs,
      Slots slots,
      Pools pools,
      DurationHistory history,
      WakeUp wakeUp,
      long largest,
      Clock clock) {
    this.inbox = inbox;
    this.results = results;
    this.latest = latest;
    this.jobs = jobs;
    this.slots = slots;
    this.pools = pools;
    this.history = history;
    this.wakeUp = wakeUp;
    this.largest = largest;
    this.clock = clock;
  }

  /**
   * Makes a job of an object, unless there is one already, or another object has taken its place;
   * that one has news of its own.
   *
   * @param received how often the news of the object came, this time included
   * @return false when as many jobs are active as may be: the object has to wait, and no row is
   *     written
   */
  boolean take(CreatedObject created, int received) {
    try {
      return isSettled(created);
    } catch (RefusedObjectException refusal) {
      results.refuse(created, refusal);
      return true;
    } catch (S3Exception e) {
      if (received < MOST_REFUSALS || !isRefusal(e)) {
        throw e;
      }
      log.warn("an object can't be read for good", e);
      results.refuse(
          created,
          new RefusedObjectException(
              "unreadable",
              "The file can't be read. Is it encrypted with a key of its own, or archived?"));
      return true;
    }
  }

  /** Neither a fault of S3 nor a want of requests. */
  private static boolean isRefusal(S3Exception e) {
    return e.statusCode() == BAD_REQUEST || e.statusCode() == FORBIDDEN;
  }

  private boolean isSettled(CreatedObject created) throws RefusedObjectException {
    JobId id = created.job();
    if (jobs.read(id).isPresent()) {
      log.info("job {} was made of this object already", id);
      return true;
    }
    Optional<Inbox.Facts> facts = inbox.find(created.key().value());
    if (facts.filter(now -> now.entityTag().equals(created.entityTag())).isEmpty()
        || latest.isReplaced(created.object())) {
      log.info("an object is gone or replaced before job {} was made of it", id);
      return true;
    }
    Wish wish =
        Wish.of(
            GivenSettings.of(created.key(), facts.get().metadata(), inbox.sidecar(created.key())));
    Job job = job(created, wish, size(facts.get()));
    Optional<List<Slot>> free = slots.free(pools.of(wish.owner()));
    if (free.isEmpty()) {
      return false;
    }
    if (!inbox.copy(created.object(), job.source().key())) {
      log.info("an object is gone or replaced before job {} could work on it", id);
      return true;
    }
    return isSubmitted(job, wish, free);
  }

  private boolean isSubmitted(Job job, Wish wish, Optional<List<Slot>> found) {
    Optional<List<Slot>> free = found;
    for (int look = 0; look < MOST_LOOKS && free.isPresent(); look++) {
      Job holding = job.holding(free.get());
      Submitted submitted = jobs.submitFromInbox(holding);
      if (submitted == Submitted.YES) {
        log.info("job {} was made of an object", job.id());
        wakeUp.call(holding);
        return true;
      }
      if (submitted == Submitted.UPLOAD_CHANGED) {
        log.info("job {} was made, or its object replaced, meanwhile", job.id());
        return true;
      }
      free = slots.free(pools.of(wish.owner()));
    }
    return false;
  }

  private Job job(CreatedObject created, Wish wish, long size) throws RefusedObjectException {
    JobId id = created.job();
    String copy = MediaStore.prefixOf(Origin.INBOX.storage(), id) + "source";
    Source source = Source.ofInbox(created.object(), copy, filename(created.key()), size);
    return Job.submitted(id, Origin.INBOX, wish.owner(), source, wish.settings(), clock.instant())
        .expectedToLast(history.expected(wish.settings().type(), size));
  }

  private long size(Inbox.Facts facts) throws RefusedObjectException {
    if (facts.sizeBytes() == 0) {
      throw new RefusedObjectException("empty_file", "The file is empty.");
    }
    if (facts.sizeBytes() > largest) {
      throw new RefusedObjectException(
          "file_too_large",
          "The file has %,d bytes; at most %,d are taken.".formatted(facts.sizeBytes(), largest));
    }
    return facts.sizeBytes();
  }

  private static String filename(InboxKey key) throws RefusedObjectException {
    try {
      return GivenName.of("the name of the file", key.filename());
    } catch (JsonException e) {
      throw new RefusedObjectException("invalid_name", e.getMessage() + ".");
    }
  }
}
