package dev.mediajobs.local.s3;

import java.io.InputStream;
import java.util.Optional;
import org.gaul.s3proxy.blobstore.BlobStore;
import org.gaul.s3proxy.blobstore.ForwardingBlobStore;
import org.gaul.s3proxy.blobstore.domain.MultipartUpload;
import software.amazon.awssdk.services.s3.model.CompleteMultipartUploadRequest;
import software.amazon.awssdk.services.s3.model.CompleteMultipartUploadResponse;
import software.amazon.awssdk.services.s3.model.CopyObjectRequest;
import software.amazon.awssdk.services.s3.model.CopyObjectResponse;
import software.amazon.awssdk.services.s3.model.HeadObjectRequest;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.services.s3.model.PutObjectResponse;

/** Tells of every object that comes into being, as soon as it is there. */
final class CreatedObjects extends ForwardingBlobStore {

  private final BucketNotifications notifications;

  CreatedObjects(BlobStore store, BucketNotifications notifications) {
    super(store);
    this.notifications = notifications;
  }

  @Override
  public PutObjectResponse putBlob(PutObjectRequest request, InputStream content) {
    PutObjectResponse response = super.putBlob(request, content);
    tell("Put", request.bucket(), request.key(), response.eTag());
    return response;
  }

  @Override
  public CopyObjectResponse copyBlob(CopyObjectRequest request) {
    CopyObjectResponse response = super.copyBlob(request);
    tell(
        "Copy",
        request.destinationBucket(),
        request.destinationKey(),
        response.copyObjectResult().eTag());
    return response;
  }

  @Override
  public CompleteMultipartUploadResponse completeMultipartUpload(
      MultipartUpload upload, CompleteMultipartUploadRequest request) {
    CompleteMultipartUploadResponse response = super.completeMultipartUpload(upload, request);
    tell("CompleteMultipartUpload", upload.containerName(), upload.blobName(), response.eTag());
    return response;
  }

  private void tell(String how, String bucket, String key, String entityTag) {
    if (notifications.concern(bucket, key)) {
      Optional<HeadObjectResponse> head =
          Optional.ofNullable(
              blobMetadata(HeadObjectRequest.builder().bucket(bucket).key(key).build()));
      long size = head.map(HeadObjectResponse::contentLength).orElse(0L);
      notifications.created(how, bucket, key, size, entityTag.replace("\"", ""));
    }
  }
}
