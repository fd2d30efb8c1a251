package dev.mediajobs.api.jobs;

import dev.mediajobs.jobs.Checkpoint;
import dev.mediajobs.jobs.Job;
import dev.mediajobs.jobs.MediaStore;
import dev.mediajobs.jobs.Originals;
import dev.mediajobs.jobs.Result;
import dev.mediajobs.jobs.Upload;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.core.exception.SdkException;

/**
 * Spares a job whose result exists already. Only an upload that a worker has read whole is known
 * well enough for that; the worker finds the others.
 *
 * <p>Every method throws {@code SdkException} when an AWS service can't be reached or refuses.
 */
public final class Duplicates {

  private static final Logger LOG = LoggerFactory.getLogger(Duplicates.class);

  private final Originals originals;
  private final MediaStore media;
  private final Clock clock;

  /** Over these. */
  public Duplicates(Originals originals, MediaStore media, Clock clock) {
    this.originals = originals;
    this.media = media;
    this.clock = clock;
  }

  /** The job, knowing what is known of its upload, so that no worker reads that again. */
  static Job informed(Job job, Upload upload) {
    return upload
        .digest()
        .map(digest -> job.knowing(Map.of(Checkpoint.SOURCE_DIGEST, digest)))
        .orElse(job);
  }

  /** The job as completed, with copies of an earlier one's result; empty if it has to be done. */
  Optional<Job> completed(Job job, Upload upload) {
    return upload
        .digest()
        .flatMap(digest -> originals.find(job, digest))
        .flatMap(original -> copied(job, original));
  }

  /** Deletes the copies of a completed job that was not accepted; no row will ever name them. */
  void discard(Job job) {
    try {
      media.deleteAllUnder(job.result().orElseThrow().prefix());
    } catch (SdkException e) {
      LOG.warn("copies that no job names are left to the bucket's lifecycle", e);
    }
  }

  private Optional<Job> copied(Job job, Job original) {
    Result result = original.result().orElseThrow();
    Instant made = original.times().completed().orElseThrow();
    String prefix = MediaStore.prefixOf(job);
    return media.copy(result, prefix)
        ? Optional.of(job.bornCompleted(result.copiedTo(prefix, made), clock.instant()))
        : Optional.empty();
  }
}
