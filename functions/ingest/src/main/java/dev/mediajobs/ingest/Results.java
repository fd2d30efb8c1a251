package dev.mediajobs.ingest;

import dev.mediajobs.jobs.InboxObject;
import dev.mediajobs.jobs.InboxStore;
import dev.mediajobs.jobs.Job;
import dev.mediajobs.jobs.JobId;
import dev.mediajobs.jobs.JobStore;
import dev.mediajobs.jobs.MediaStore;
import dev.mediajobs.jobs.Result;
import dev.mediajobs.jobs.ResultFile;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings what became of objects to where their owners look for it. It stays there: nobody here
 * deletes it.
 *
 * <p>Every method throws {@code SdkException} when an AWS service can't be reached or refuses.
 */
final class Results {

  private final Logger log = LoggerFactory.getLogger(Results.class);
  private final JobStore jobs;
  private final InboxStore latest;
  private final Inbox inbox;
  private final MediaStore media;

  Results(JobStore jobs, InboxStore latest, Inbox inbox, MediaStore media) {
    this.jobs = jobs;
    this.latest = latest;
    this.inbox = inbox;
    this.media = media;
  }

  /** Says why no job was made of an object, unless a later one has taken its place. */
  void refuse(CreatedObject created, RefusedObjectException refusal) {
    log.info("no job was made of an object: {}", refusal.code());
    if (latest.keep(created.object())) {
      write(created.key(), Report.refused(created.object(), refusal));
    }
  }

  /**
   * Brings the result of a job, or says why there is none. Doing so again does the same again. What
   * was made of an object in whose place there is another by now is left out: that one's results
   * are to stand there.
   */
  void bring(JobId id) {
    // A job that could not even begin in its time is over for readers when it ends.
    Optional<Job> ended = jobs.read(id).filter(job -> job.status().isTerminal());
    Optional<InboxObject> source = ended.flatMap(job -> job.source().inbox());
    if (source.isEmpty()) {
      log.info("job {} has no result to bring", id);
      return;
    }
    if (isReplaced(source.get())) {
      log.info("the object of job {} was replaced meanwhile; its result is left out", id);
      return;
    }
    InboxKey key = new InboxKey(source.get().key());
    ended.get().result().ifPresent(result -> copy(result, key));
    write(key, Report.ended(source.get(), ended.get()));
  }

  /** News of the object that took its place may not have come yet. */
  private boolean isReplaced(InboxObject source) {
    return latest.isReplaced(source)
        || inbox
            .find(source.key())
            .filter(now -> !now.entityTag().equals(source.entityTag()))
            .isPresent();
  }

  private void copy(Result result, InboxKey key) {
    for (ResultFile file : result.files()) {
      if (!media.copy(result.key(file), key.results() + file.name())) {
        throw new IllegalStateException("the file " + result.key(file) + " is gone");
      }
    }
  }

  private void write(InboxKey key, Report report) {
    media.write(key.results() + Report.NAME, Report.CONTENT_TYPE, report.json());
  }
}
