package dev.mediajobs.local.model;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.TreeMap;
import software.amazon.awssdk.core.ResponseInputStream;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.core.sync.ResponseTransformer;
import software.amazon.awssdk.http.AbortableInputStream;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.CopyObjectRequest;
import software.amazon.awssdk.services.s3.model.CopyObjectResponse;
import software.amazon.awssdk.services.s3.model.GetObjectRequest;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.HeadObjectRequest;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.services.s3.model.PutObjectResponse;

/** The media bucket. */
final class SimulatedBucket {

  static final String NAME = "media";

  /**
   * An object.
   *
   * @param content what is in it
   * @param version counts the writes to its key
   */
  record Stored(SdkBytes content, int version) {}

  private final Map<String, Stored> objects = new TreeMap<>();

  void put(String key, byte[] content) {
    objects.merge(
        key,
        new Stored(SdkBytes.fromByteArray(content), 1),
        (old, _) -> new Stored(SdkBytes.fromByteArray(content), old.version() + 1));
  }

  /** The objects whose keys begin with {@code prefix}. */
  Map<String, Stored> under(String prefix) {
    Map<String, Stored> found = new TreeMap<>(objects);
    found.keySet().removeIf(key -> !key.startsWith(prefix));
    return found;
  }

  /** The bucket as one actor reaches it. */
  S3Client of(Actor actor) {
    return new S3Client() {
      @Override
      public PutObjectResponse putObject(PutObjectRequest request, RequestBody body) {
        return actor.call(
            "write " + request.key(),
            () -> {
              put(request.key(), bytes(body));
              return PutObjectResponse.builder().build();
            });
      }

      @Override
      public CopyObjectResponse copyObject(CopyObjectRequest request) {
        return actor.call(
            "copy to " + request.destinationKey(),
            () -> {
              put(request.destinationKey(), existing(request.sourceKey()));
              return CopyObjectResponse.builder().build();
            });
      }

      @Override
      public HeadObjectResponse headObject(HeadObjectRequest request) {
        return actor.call(
            "size of " + request.key(),
            () ->
                HeadObjectResponse.builder()
                    .contentLength((long) existing(request.key()).length)
                    .build());
      }

      @Override
      public <R> R getObject(
          GetObjectRequest request, ResponseTransformer<GetObjectResponse, R> transformer) {
        byte[] content = actor.call("get " + request.key(), () -> existing(request.key()));
        try {
          return transformer.transform(
              GetObjectResponse.builder().contentLength((long) content.length).build(),
              AbortableInputStream.create(new ByteArrayInputStream(content)));
        } catch (Exception e) {
          throw new IllegalStateException("the object could not be handed over", e);
        }
      }

      @Override
      public ResponseInputStream<GetObjectResponse> getObject(GetObjectRequest request) {
        return getObject(request, ResponseTransformer.toInputStream());
      }

      @Override
      public String serviceName() {
        return SERVICE_NAME;
      }

      @Override
      public void close() {
        // There is nothing to close.
      }
    };
  }

  private byte[] existing(String key) {
    Stored stored = objects.get(key);
    if (stored == null) {
      throw NoSuchKeyException.builder().message("no object " + key).statusCode(404).build();
    }
    return stored.content().asByteArray();
  }

  private static byte[] bytes(RequestBody body) {
    try (var stream = body.contentStreamProvider().newStream()) {
      return stream.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException("memory does not fail", e);
    }
  }
}
