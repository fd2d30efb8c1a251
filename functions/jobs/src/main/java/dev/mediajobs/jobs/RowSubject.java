package dev.mediajobs.jobs;

import java.util.Optional;
import java.util.UUID;

/** What a row of the jobs table is about. */
public sealed interface RowSubject {

  /** A job. */
  record OfJob(JobId job) implements RowSubject {}

  /**
   * An upload.
   *
   * @param id the upload's id, which is a secret
   */
  record OfUpload(String id) implements RowSubject {
    /** Does not tell the id. */
    @Override
    public String toString() {
      return "OfUpload";
    }
  }

  /** An asset. */
  record OfAsset(UUID asset) implements RowSubject {}

  /**
   * Reads the key of a row.
   *
   * @return empty when the row is about something else
   */
  static Optional<RowSubject> of(String partitionKey, String sortKey) {
    Optional<RowSubject> job =
        JobRow.idOf(new LeaseIndex.Key(partitionKey, sortKey)).map(OfJob::new);
    return job.or(() -> UploadRow.idOf(partitionKey, sortKey).map(OfUpload::new))
        .or(() -> AssetRow.idOf(partitionKey, sortKey).map(OfAsset::new));
  }
}
