package dev.mediajobs.worker.media;

import java.io.IOException;
import java.io.OutputStream;
import software.amazon.awssdk.services.s3.S3Client;

/**
 * Writes FLAC of unknown length to one object as {@link ObjectUpload} does, and puts the number of
 * samples into its header once that is known.
 */
public final class FlacUpload extends OutputStream {
  private static final String CONTENT_TYPE = "audio/flac";

  private final ObjectUpload upload;

  private FlacUpload(ObjectUpload upload) {
    this.upload = upload;
  }

  /** Begins an upload; nothing is sent yet. */
  public static FlacUpload to(S3Client s3, String bucket, String key) {
    return new FlacUpload(ObjectUpload.to(s3, bucket, key, CONTENT_TYPE));
  }

  static FlacUpload inParts(S3Client s3, String bucket, String key, int partSize) {
    return new FlacUpload(ObjectUpload.inParts(s3, bucket, key, CONTENT_TYPE, partSize));
  }

  @Override
  public void write(int b) throws IOException {
    upload.write(b);
  }

  /** See {@link ObjectUpload#write(byte[], int, int)}. */
  @Override
  public void write(byte[] buffer, int offset, int length) throws IOException {
    upload.write(buffer, offset, length);
  }

  /**
   * Publishes what was written.
   *
   * @param samples how many the stream holds, such as {@link ExtractedAudio#samples}
   * @throws IllegalArgumentException when what was written is no FLAC; then nothing is published
   * @throws IOException when S3 refuses it; then there is no object, once this is closed
   */
  public void complete(long samples) throws IOException {
    upload.complete(head -> FlacHeader.putSamples(head, samples));
  }

  /** See {@link ObjectUpload#close}. */
  @Override
  public void close() {
    upload.close();
  }
}
