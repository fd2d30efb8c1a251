package dev.mediajobs.worker.media;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@TestInstance(Lifecycle.PER_CLASS)
final class FlacUploadTest {
  private static final int PART = 5 * 1024 * 1024;
  private static final long SAMPLES = 0x8_1234_5678L;

  private BucketFixture bucket;

  @BeforeAll
  void startS3(@TempDir Path folder) throws Exception {
    bucket = BucketFixture.in(folder);
  }

  @AfterAll
  void stopS3() throws Exception {
    bucket.stop();
  }

  /** Bytes that begin like FLAC of unknown length; what follows does not matter to an upload. */
  private static byte[] flac(int length) {
    byte[] bytes = new byte[length];
    new Random(length).nextBytes(bytes);
    byte[] head = {
      'f',
      'L',
      'a',
      'C',
      (byte) 0x80,
      0,
      0,
      34,
      4,
      (byte) 0x80,
      4,
      (byte) 0x80,
      0,
      0,
      0,
      0,
      0,
      0,
      0x03,
      (byte) 0xe8,
      0x00,
      (byte) 0xf0,
      0,
      0,
      0,
      0
    };
    System.arraycopy(head, 0, bytes, 0, head.length);
    return bytes;
  }

  private static byte[] withSamples(byte[] flac, long samples) {
    byte[] patched = flac.clone();
    patched[21] = (byte) (0xf0 | (samples >>> 32));
    patched[22] = (byte) (samples >>> 24);
    patched[23] = (byte) (samples >>> 16);
    patched[24] = (byte) (samples >>> 8);
    patched[25] = (byte) samples;
    return patched;
  }

  @ParameterizedTest
  @ValueSource(ints = {42, 1000, PART, PART + 1, 2 * PART + 77})
  void whatWasWrittenIsStoredWithItsLengthInTheHeader(int length) throws Exception {
    String key = "whole/" + length;
    byte[] flac = flac(length);

    try (FlacUpload upload = FlacUpload.inParts(bucket.s3(), BucketFixture.BUCKET, key, PART)) {
      for (int from = 0; from < length; from += 100_000) {
        upload.write(flac, from, Math.min(100_000, length - from));
      }
      upload.complete(SAMPLES);
    }

    assertThat(Arrays.equals(bucket.stored(key), withSamples(flac, SAMPLES))).isTrue();
    assertThat(bucket.contentType(key)).isEqualTo("audio/flac");
  }

  @ParameterizedTest
  @ValueSource(ints = {1000, 2 * PART + 77})
  void anUploadThatIsNotCompletedLeavesNothing(int length) throws Exception {
    try (FlacUpload upload =
        FlacUpload.inParts(bucket.s3(), BucketFixture.BUCKET, "given-up/" + length, PART)) {
      upload.write(flac(length));
    }

    assertThat(bucket.nothingIsStoredBelow("given-up/")).isTrue();
  }

  @Test
  void aStreamThatIsNoFlacIsNotPublished() throws Exception {
    try (FlacUpload upload =
        FlacUpload.inParts(bucket.s3(), BucketFixture.BUCKET, "no-flac/1", PART)) {
      upload.write(new byte[3 * PART]);

      assertThatThrownBy(() -> upload.complete(1)).isInstanceOf(IllegalArgumentException.class);
    }

    assertThat(bucket.nothingIsStoredBelow("no-flac/")).isTrue();
  }

  @Test
  void aBucketThatRefusesIsAnErrorOfTheSink() throws Exception {
    try (FlacUpload upload = FlacUpload.inParts(bucket.s3(), "no-such-bucket", "key", PART)) {
      upload.write(flac(PART));
      upload.write(1);

      assertThatThrownBy(() -> upload.write(flac(PART))).isInstanceOf(IOException.class);
    }
  }

  @Test
  void nothingCanBeWrittenAfterTheEnd() throws Exception {
    FlacUpload upload = FlacUpload.to(bucket.s3(), BucketFixture.BUCKET, "ended/1");
    upload.write(flac(100));
    upload.complete(5);
    upload.close();

    assertThatThrownBy(() -> upload.write(1)).isInstanceOf(IOException.class);
    assertThatThrownBy(() -> upload.complete(5)).isInstanceOf(IOException.class);
    assertThat(bucket.stored("ended/1")).hasSize(100);
  }
}
