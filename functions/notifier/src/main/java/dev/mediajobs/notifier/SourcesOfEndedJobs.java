package dev.mediajobs.notifier;

import dev.mediajobs.jobs.Job;
import dev.mediajobs.jobs.Upload;
import dev.mediajobs.jobs.UploadStore;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The uploads that go as soon as the job that was made of them has ended. */
final class SourcesOfEndedJobs {

  private final Logger log = LoggerFactory.getLogger(SourcesOfEndedJobs.class);
  private final UploadStore uploads;

  SourcesOfEndedJobs(UploadStore uploads) {
    this.uploads = uploads;
  }

  /**
   * Deletes the upload's row, after which its object follows as that of any row that is gone; may
   * be done again. An upload that another job was made of since then is that job's. Does nothing
   * for a job that has not ended, or keeps its source.
   *
   * @throws software.amazon.awssdk.core.exception.SdkException when DynamoDB can't be reached or
   *     refuses
   */
  void delete(Job job) {
    if (!job.status().isTerminal() || !job.origin().dropsSourceAtEnd()) {
      return;
    }
    Upload.idOf(job.source().key())
        .flatMap(uploads::read)
        .filter(upload -> upload.job().equals(Optional.of(job.id())))
        .ifPresent(
            upload -> {
              if (uploads.deleteUnchanged(upload)) {
                log.info("job {} has ended, and its source goes with it", job.id());
              } else {
                log.info("the source of job {} was taken by another one meanwhile", job.id());
              }
            });
  }
}
