package dev.mediajobs.worker.media;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class RedactionTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://b.s3.amazonaws.com/key?X-Amz-Credential=SECRET%2F2026&X-Amz-Signature=SECRET:"
            + " Server returned 404",
        "[https @ 0x1] Opening 'https://b/key?X-Amz-Signature=SECRET' for reading",
        "request: GET /key?X-Amz-Security-Token=SECRET&X-Amz-Signature=SECRET HTTP/1.1",
        "X-Amz-Signature=SECRET",
        "x-amz-security-token: SECRET",
        "...Amz-Date=1&X-Amz-Signature=SECRET and more",
        "X-Amz-Signature%3DSECRET",
        "Authorization: SECRET",
        "http://user:SECRET@host/path",
        "https://host/path#token=SECRET",
        "https://host/watch?token=SECRET",
        "AWSAccessKeyId=SECRET&Signature=SECRET",
      })
  void invariant8NothingSecretSurvives(String line) {
    assertThat(Redaction.of(line)).doesNotContain("SECRET");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "[mov,mp4,m4a,3gp,3g2,mj2 @ 0x557b] moov atom not found",
        "https://bucket.s3.amazonaws.com/7d/uploads/1/source: Invalid data found",
        "Stream ends prematurely at 300000, should be 1466308",
      })
  void whatIsNotSecretStays(String line) {
    assertThat(Redaction.of(line)).isEqualTo(line);
  }
}
