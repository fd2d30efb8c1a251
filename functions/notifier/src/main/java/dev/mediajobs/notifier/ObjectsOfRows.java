package dev.mediajobs.notifier;

import dev.mediajobs.jobs.Asset;
import dev.mediajobs.jobs.JobId;
import dev.mediajobs.jobs.MediaStore;
import dev.mediajobs.jobs.Product;
import dev.mediajobs.jobs.RowSubject;
import dev.mediajobs.jobs.Upload;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The objects that live as long as a row does. */
final class ObjectsOfRows {

  private final Logger log = LoggerFactory.getLogger(ObjectsOfRows.class);
  private final MediaStore media;

  ObjectsOfRows(MediaStore media) {
    this.media = media;
  }

  /**
   * Deletes what belonged to a row; may be done again.
   *
   * @throws software.amazon.awssdk.core.exception.SdkException when S3 keeps some of it
   */
  void delete(RemovedRow row) {
    switch (row.subject()) {
      case RowSubject.OfJob(JobId job) -> {
        row.scriptKey().ifPresent(media::delete);
        int deleted = media.deleteAllUnder(MediaStore.prefixOf(row.storage(), job));
        if (row.mayHaveStrays()) {
          // A worker that was about to complete the job has put them where those of an asset lie.
          for (Product product : Product.values()) {
            deleted += media.deleteAllUnder(product.prefixOf(job));
          }
        }
        log.info("job {} is gone, and {} objects with it", job, deleted);
      }
      case RowSubject.OfUpload(String id) -> {
        String key = Upload.keyOf(id);
        // First, for an upload that is just being completed would leave an object behind.
        row.s3UploadId().ifPresent(s3Id -> media.abortUpload(key, s3Id));
        media.delete(key);
      }
      case RowSubject.OfAsset(UUID asset) -> {
        row.s3UploadId().ifPresent(s3Id -> media.abortUpload(Asset.uploadKey(asset), s3Id));
        media.deleteAllUnder(Asset.prefixOf(asset));
      }
    }
  }
}
