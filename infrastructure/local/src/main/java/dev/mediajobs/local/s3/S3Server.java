package dev.mediajobs.local.s3;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.gaul.s3proxy.CrossOriginResourceSharing;
import org.gaul.s3proxy.S3Proxy;
import org.gaul.s3proxy.auth.AuthenticationType;
import org.gaul.s3proxy.nio2blob.FilesystemNio2BlobStore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.auth.credentials.AwsCredentials;

/**
 * S3 over a folder, on a free port of 127.0.0.1. It takes only requests that these credentials
 * signed (Signature Version 4).
 */
public final class S3Server implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(S3Server.class);
  private static final int MOST_THREADS = 64;

  /** S3's own limit for one PUT and one part. */
  private static final long LARGEST_PUT = 5L * 1024 * 1024 * 1024;

  private final S3Proxy proxy;
  private final FilesystemNio2BlobStore objects;

  private S3Server(S3Proxy proxy, FilesystemNio2BlobStore objects) {
    this.proxy = proxy;
    this.objects = objects;
  }

  /**
   * Starts the server.
   *
   * @param folder where buckets are folders; made when missing
   * @param credentials the only ones that are accepted
   * @param cors which pages may use it; empty means none
   * @param notifications are told of new objects
   */
  public static S3Server start(
      Path folder,
      AwsCredentials credentials,
      Optional<CorsRule> cors,
      BucketNotifications notifications) {
    try {
      Files.createDirectories(folder);
    } catch (IOException failure) {
      throw new UncheckedIOException("can't make the folder " + folder, failure);
    }
    FilesystemNio2BlobStore objects = new FilesystemNio2BlobStore(folder.toString());
    S3Proxy proxy =
        S3Proxy.builder()
            .endpoint(URI.create("http://127.0.0.1:0"))
            .awsAuthentication(
                AuthenticationType.AWS_V4, credentials.accessKeyId(), credentials.secretAccessKey())
            .blobStore(new CreatedObjects(new KnownUploads(objects), notifications))
            .corsRules(cors.map(CorsRule::policy).orElseGet(CrossOriginResourceSharing::disabled))
            .maxSinglePartObjectSize(LARGEST_PUT)
            .v4MaxNonChunkedRequestSize(LARGEST_PUT)
            .ignoreUnknownHeaders(true)
            .jettyMaxThreads(MOST_THREADS)
            .stopTimeout(0) // idle connections would be waited for
            .build();
    WholeRequests.in(proxy);
    try {
      proxy.start();
    } catch (Exception failure) {
      throw new IllegalStateException("S3 did not start", failure);
    }
    return new S3Server(proxy, objects);
  }

  /** The endpoint for clients, to be used with path-style addresses. */
  public URI endpoint() {
    return URI.create("http://127.0.0.1:" + proxy.getPort());
  }

  @Override
  public void close() {
    try {
      proxy.stop();
    } catch (Exception failure) {
      LOG.warn("S3 did not stop in order", failure);
    }
    objects.close();
  }
}
