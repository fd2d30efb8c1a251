package dev.mediajobs.local.s3;

import java.io.InputStream;
import org.gaul.s3proxy.blobstore.BlobStore;
import org.gaul.s3proxy.blobstore.ForwardingBlobStore;
import org.gaul.s3proxy.blobstore.domain.MultipartUpload;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.services.s3.model.NoSuchUploadException;
import software.amazon.awssdk.services.s3.model.UploadPartRequest;
import software.amazon.awssdk.services.s3.model.UploadPartResponse;

/**
 * Takes parts of uploads under way only. By itself the store keeps a part of any upload, also of
 * one that was completed or aborted, and nobody would ever delete it; S3 answers NoSuchUpload.
 */
final class KnownUploads extends ForwardingBlobStore {

  KnownUploads(BlobStore store) {
    super(store);
  }

  @Override
  public UploadPartResponse uploadMultipartPart(
      MultipartUpload upload, UploadPartRequest part, InputStream content) {
    boolean known =
        listMultipartUploads(upload.containerName()).stream()
            .anyMatch(underWay -> upload.id().equals(underWay.uploadId()));
    if (!known) {
      throw NoSuchUploadException.builder()
          .statusCode(404)
          .awsErrorDetails(
              AwsErrorDetails.builder()
                  .errorCode("NoSuchUpload")
                  .errorMessage("The upload was completed, aborted, or never begun.")
                  .build())
          .build();
    }
    return super.uploadMultipartPart(upload, part, content);
  }
}
