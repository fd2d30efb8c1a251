package dev.mediajobs.worker.media;

import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.CompletedPart;

/**
 * Writes a stream of unknown length to one object, in memory of a few parts (8 MiB each). The
 * object appears whole when {@link #complete()} returns, or never: closing without completing takes
 * everything back, after whatever another thread is sending at that moment.
 *
 * <p>The first part is kept until the end, for formats whose head says how long the whole is.
 */
public final class ObjectUpload extends OutputStream {
  /** S3 allows parts of at least 5 MiB. */
  private static final int PART = 8 * 1024 * 1024;

  /** S3's own limit; of {@link #PART} each they make 83 GB. */
  private static final int MOST_PARTS = 10_000;

  private static final Logger LOG = LoggerFactory.getLogger(ObjectUpload.class);

  private final S3Client s3;
  private final String bucket;
  private final String key;
  private final String contentType;
  private final int partSize;
  private final List<CompletedPart> parts = new ArrayList<>();
  private byte[] first = {};
  private byte[] current;
  private int filled;
  private Optional<String> uploadId = Optional.empty();
  private boolean finished;

  private ObjectUpload(S3Client s3, String bucket, String key, String contentType, int partSize) {
    this.s3 = s3;
    this.bucket = bucket;
    this.key = key;
    this.contentType = contentType;
    this.partSize = partSize;
    this.current = new byte[partSize];
  }

  /**
   * Begins an upload; nothing is sent yet.
   *
   * @param contentType what the object will say that it is
   */
  public static ObjectUpload to(S3Client s3, String bucket, String key, String contentType) {
    return new ObjectUpload(s3, bucket, key, contentType, PART);
  }

  static ObjectUpload inParts(
      S3Client s3, String bucket, String key, String contentType, int partSize) {
    return new ObjectUpload(s3, bucket, key, contentType, partSize);
  }

  @Override
  public synchronized void write(int b) throws IOException {
    write(new byte[] {(byte) b}, 0, 1);
  }

  /**
   * Takes more of the stream, and sends a part whenever one is full.
   *
   * @throws IOException when S3 refuses a part after the client's own retries, when the stream is
   *     longer than 10,000 parts, or after the upload has ended
   */
  @Override
  public synchronized void write(byte[] buffer, int offset, int length) throws IOException {
    if (finished) {
      throw new IOException("The upload has ended");
    }
    int from = offset;
    int left = length;
    while (left > 0) {
      if (filled == partSize) {
        sendFull();
      }
      int count = Math.min(left, partSize - filled);
      System.arraycopy(buffer, from, current, filled, count);
      filled += count;
      from += count;
      left -= count;
    }
  }

  /** Called only when more bytes are there, so the last part is never empty. */
  private void sendFull() throws IOException {
    if (first.length == 0) {
      first = current;
      current = new byte[partSize];
    } else {
      sendPart(parts.size() + 2, current, filled);
    }
    filled = 0;
  }

  private void sendPart(int number, byte[] bytes, int length) throws IOException {
    if (number > MOST_PARTS) {
      throw new IOException("An object holds at most %d parts".formatted(MOST_PARTS));
    }
    try {
      if (uploadId.isEmpty()) {
        uploadId =
            Optional.of(
                s3.createMultipartUpload(
                        request -> request.bucket(bucket).key(key).contentType(contentType))
                    .uploadId());
      }
      String id = uploadId.orElseThrow();
      byte[] exact = length == bytes.length ? bytes : Arrays.copyOf(bytes, length);
      String etag =
          s3.uploadPart(
                  request -> request.bucket(bucket).key(key).uploadId(id).partNumber(number),
                  RequestBody.fromBytes(exact))
              .eTag();
      parts.add(CompletedPart.builder().partNumber(number).eTag(etag).build());
    } catch (SdkException e) {
      throw new IOException("A part of the object could not be stored", e);
    }
  }

  /**
   * Publishes what was written.
   *
   * @throws IOException when S3 refuses it; then there is no object, once this is closed
   */
  public void complete() throws IOException {
    complete(head -> {});
  }

  /**
   * Publishes what was written, its head changed.
   *
   * @param finish is given the beginning, everything up to 8 MiB, and may change bytes of it; what
   *     it throws is thrown on, and then nothing is published
   * @throws IOException when S3 refuses it; then there is no object, once this is closed
   */
  public synchronized void complete(Consumer<byte[]> finish) throws IOException {
    if (finished) {
      throw new IOException("The upload has ended");
    }
    if (first.length == 0) {
      putWhole(finish);
    } else {
      completeParts(finish);
    }
    finished = true;
    release();
  }

  private void putWhole(Consumer<byte[]> finish) throws IOException {
    byte[] whole = Arrays.copyOf(current, filled);
    finish.accept(whole);
    try {
      s3.putObject(
          request -> request.bucket(bucket).key(key).contentType(contentType),
          RequestBody.fromBytes(whole));
    } catch (SdkException e) {
      throw new IOException("The object could not be stored", e);
    }
  }

  private void completeParts(Consumer<byte[]> finish) throws IOException {
    finish.accept(first);
    sendPart(parts.size() + 2, current, filled);
    sendPart(1, first, first.length);
    List<CompletedPart> inOrder =
        parts.stream().sorted(Comparator.comparing(CompletedPart::partNumber)).toList();
    try {
      s3.completeMultipartUpload(
          request ->
              request
                  .bucket(bucket)
                  .key(key)
                  .uploadId(uploadId.orElseThrow())
                  .multipartUpload(multipart -> multipart.parts(inOrder)));
    } catch (SdkException e) {
      throw new IOException("The object could not be put together", e);
    }
  }

  /**
   * Takes back what was sent unless it was completed. Never throws: the bucket's own rules remove
   * what can't be taken back.
   */
  @Override
  public synchronized void close() {
    if (!finished && uploadId.isPresent()) {
      try {
        s3.abortMultipartUpload(
            request -> request.bucket(bucket).key(key).uploadId(uploadId.orElseThrow()));
      } catch (SdkException e) {
        LOG.warn("An unfinished upload stays until the bucket's lifecycle removes it", e);
      }
    }
    finished = true;
    release();
  }

  private void release() {
    first = new byte[0];
    current = new byte[0];
    filled = 0;
  }
}
