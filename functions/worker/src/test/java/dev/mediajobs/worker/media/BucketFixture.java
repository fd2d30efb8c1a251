package dev.mediajobs.worker.media;

import dev.mediajobs.aws.AwsClients;
import dev.mediajobs.aws.Environment;
import java.net.URI;
import java.nio.file.Path;
import java.util.Map;
import org.gaul.s3proxy.S3Proxy;
import org.gaul.s3proxy.auth.AuthenticationType;
import org.gaul.s3proxy.nio2blob.FilesystemNio2BlobStore;
import software.amazon.awssdk.services.s3.S3Client;

/** A bucket in an embedded S3. */
final class BucketFixture {
  static final String BUCKET = "media";

  private final S3Proxy proxy;
  private final S3Client s3;

  private BucketFixture(S3Proxy proxy, S3Client s3) {
    this.proxy = proxy;
    this.s3 = s3;
  }

  static BucketFixture in(Path folder) throws Exception {
    S3Proxy proxy =
        S3Proxy.builder()
            .blobStore(new FilesystemNio2BlobStore(folder.toString()))
            .awsAuthentication(AuthenticationType.AWS_V4, "test", "test-secret")
            .endpoint(URI.create("http://127.0.0.1:0"))
            .build();
    proxy.start();
    // The product's own client: a bare one asks for leave before it sends, and breaks off when the
    // server has just closed the connection that it kept.
    S3Client s3 =
        new AwsClients(
                new Environment(
                    Map.of(
                        "AWS_REGION", "us-east-1",
                        "AWS_ACCESS_KEY_ID", "test",
                        "AWS_SECRET_ACCESS_KEY", "test-secret",
                        "AWS_ENDPOINT_URL", "http://127.0.0.1:" + proxy.getPort())))
            .s3();
    s3.createBucket(request -> request.bucket(BUCKET));
    return new BucketFixture(proxy, s3);
  }

  S3Client s3() {
    return s3;
  }

  byte[] stored(String key) {
    return s3.getObjectAsBytes(request -> request.bucket(BUCKET).key(key)).asByteArray();
  }

  String contentType(String key) {
    return s3.headObject(request -> request.bucket(BUCKET).key(key)).contentType();
  }

  boolean nothingIsStoredBelow(String prefix) {
    return s3.listObjectsV2(request -> request.bucket(BUCKET).prefix(prefix)).contents().isEmpty()
        && s3.listMultipartUploads(request -> request.bucket(BUCKET)).uploads().isEmpty();
  }

  void stop() throws Exception {
    s3.close();
    proxy.stop();
  }
}
