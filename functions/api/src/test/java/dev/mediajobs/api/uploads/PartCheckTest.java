package dev.mediajobs.api.uploads;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import dev.mediajobs.api.http.Refused;
import dev.mediajobs.jobs.Upload;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PartCheckTest {

  /** Three parts: 10, 10 and 5 bytes. */
  private static final Upload UPLOAD =
      new Upload(
          "0".repeat(32),
          "a.mp4",
          25,
          "video/mp4",
          Optional.of(new Upload.Multipart("s3", 10)),
          Instant.EPOCH,
          Optional.empty());

  private static final StoredPart FIRST = new StoredPart(1, "\"a\"", 10);
  private static final StoredPart SECOND = new StoredPart(2, "\"b\"", 10);
  private static final StoredPart LAST = new StoredPart(3, "\"c\"", 5);
  private static final List<StoredPart> STORED = List.of(FIRST, SECOND, LAST);

  private static final List<ClaimedPart> CLAIMED =
      List.of(new ClaimedPart(3, "c"), new ClaimedPart(1, "\"a\""), new ClaimedPart(2, "b"));

  @Test
  void allPartsInAnyOrderWithOrWithoutQuotesPass() {
    assertThatCode(() -> new PartCheck(UPLOAD, CLAIMED, STORED).pass()).doesNotThrowAnyException();
  }

  @Test
  void partsThatAreNotNamedAreMissing() {
    assertRefused(List.of(new ClaimedPart(2, "b")), STORED, "parts_missing", "1, 3");
  }

  @Test
  void partsThatWereNeverUploadedAreMissing() {
    assertRefused(CLAIMED, List.of(FIRST), "parts_missing", "2, 3");
  }

  @Test
  void aPartThatWasReplacedSinceIsNamed() {
    StoredPart replaced = new StoredPart(2, "\"new\"", 10);

    assertRefused(CLAIMED, List.of(FIRST, replaced, LAST), "parts_differ", "2");
  }

  @Test
  void aPartOfTheWrongLengthIsNamed() {
    StoredPart tooShort = new StoredPart(2, "\"b\"", 9);

    assertRefused(CLAIMED, List.of(FIRST, tooShort, LAST), "parts_differ", "2");
  }

  @Test
  void aPartBeyondTheLastIsNamed() {
    assertRefused(List.of(new ClaimedPart(4, "d")), STORED, "parts_unknown", "4");
  }

  private static void assertRefused(
      List<ClaimedPart> claimed, List<StoredPart> stored, String code, String numbers) {
    Refused.problemOf(() -> new PartCheck(UPLOAD, claimed, stored).pass())
        .satisfies(
            problem -> {
              assertThat(problem.status()).isEqualTo(409);
              assertThat(problem.code()).isEqualTo(code);
              assertThat(problem.detail()).endsWith(": " + numbers + ".");
            });
  }
}
