package dev.mediajobs.notifier;

import dev.mediajobs.jobs.Defect;
import dev.mediajobs.jobs.Job;
import dev.mediajobs.jobs.JobImage;
import dev.mediajobs.jobs.RowSubject;
import dev.mediajobs.notifier.events.Telling;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** What has to follow a change of a row. Each part of it may be done again. */
final class FollowUp {

  private final Logger log = LoggerFactory.getLogger(FollowUp.class);
  private final ObjectsOfRows objects;
  private final SourcesOfEndedJobs sources;
  private final Telling telling;

  FollowUp(ObjectsOfRows objects, SourcesOfEndedJobs sources, Telling telling) {
    this.objects = objects;
    this.sources = sources;
    this.telling = telling;
  }

  /**
   * Does it.
   *
   * @throws RuntimeException of any kind when some of it could not be done; it must come again
   */
  void of(RowChange change) {
    RemovedRow.of(change).ifPresent(objects::delete);
    if (change.subject().isPresent() && change.subject().get() instanceof RowSubject.OfJob) {
      Optional<Job> before = job(change, change.before());
      if (change.isRemoval()) {
        before.ifPresent(job -> telling.gone(job, change.written()));
      } else {
        job(change, change.after()).ifPresent(after -> written(before, after, change));
      }
    }
  }

  private void written(Optional<Job> before, Job after, RowChange change) {
    sources.delete(after);
    telling.keptEnds(change.after().orElseThrow(), change.written());
    telling.written(before, after, change.written());
  }

  /** Coming again makes no sense of a row that makes none: others must not wait for it. */
  private Optional<Job> job(RowChange change, Optional<Map<String, AttributeValue>> row) {
    try {
      return row.map(JobImage::read);
    } catch (RuntimeException e) {
      log.error(
          "{}: the row in the record {} makes no sense; nobody is told of it",
          Defect.MARK,
          change.sequenceNumber(),
          e);
      return Optional.empty();
    }
  }
}
