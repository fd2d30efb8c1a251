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
final class ObjectUploadTest {
  private static final int PART = 5 * 1024 * 1024;
  private static final String TYPE = "video/mp4";

  private BucketFixture bucket;

  @BeforeAll
  void startS3(@TempDir Path folder) throws Exception {
    bucket = BucketFixture.in(folder);
  }

  @AfterAll
  void stopS3() throws Exception {
    bucket.stop();
  }

  private ObjectUpload upload(String key) {
    return ObjectUpload.inParts(bucket.s3(), BucketFixture.BUCKET, key, TYPE, PART);
  }

  private static byte[] bytes(int length) {
    byte[] bytes = new byte[length];
    new Random(length).nextBytes(bytes);
    return bytes;
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, PART - 1, PART, PART + 1, 2 * PART, 3 * PART + 77})
  void whatWasWrittenIsStoredAsItIs(int length) throws Exception {
    String key = "whole/" + length;
    byte[] bytes = bytes(length);

    try (ObjectUpload upload = upload(key)) {
      for (int from = 0; from < length; from += 100_000) {
        upload.write(bytes, from, Math.min(100_000, length - from));
      }
      upload.complete();
    }

    assertThat(Arrays.equals(bucket.stored(key), bytes)).isTrue();
    assertThat(bucket.contentType(key)).isEqualTo(TYPE);
  }

  @ParameterizedTest
  @ValueSource(ints = {1000, 2 * PART + 77})
  void theHeadIsChangedAtTheEnd(int length) throws Exception {
    String key = "head/" + length;
    byte[] bytes = bytes(length);

    try (ObjectUpload upload = upload(key)) {
      upload.write(bytes);
      upload.complete(head -> head[3] = 42);
    }

    bytes[3] = 42;
    assertThat(Arrays.equals(bucket.stored(key), bytes)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(ints = {1000, 2 * PART + 77})
  void aHeadThatCanNotBeChangedIsNotPublished(int length) throws Exception {
    try (ObjectUpload upload = upload("unchanged/" + length)) {
      upload.write(bytes(length));

      assertThatThrownBy(
              () ->
                  upload.complete(
                      head -> {
                        throw new IllegalArgumentException("no such head");
                      }))
          .hasMessage("no such head");
    }

    assertThat(bucket.nothingIsStoredBelow("unchanged/")).isTrue();
  }

  @ParameterizedTest
  @ValueSource(ints = {1000, 2 * PART + 77})
  void anUploadThatIsNotCompletedLeavesNothing(int length) throws Exception {
    try (ObjectUpload upload = upload("given-up/" + length)) {
      upload.write(bytes(length));
    }

    assertThat(bucket.nothingIsStoredBelow("given-up/")).isTrue();
  }

  @Test
  void nothingCanBeWrittenAfterTheEnd() throws Exception {
    ObjectUpload upload = upload("ended/1");
    upload.complete();
    upload.close();

    assertThatThrownBy(() -> upload.write(1)).isInstanceOf(IOException.class);
    assertThatThrownBy(upload::complete).isInstanceOf(IOException.class);
  }
}
