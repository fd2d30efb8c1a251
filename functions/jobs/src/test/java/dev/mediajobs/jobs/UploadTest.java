package dev.mediajobs.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class UploadTest {

  private static final String ID = "0123456789abcdef0123456789abcdef";

  private static Upload upload(long size, Optional<Upload.Multipart> multipart) {
    return new Upload(ID, "a.mp4", size, "video/mp4", multipart, Samples.NOW, Optional.empty());
  }

  @Test
  void itsKeyNamesIt() {
    Upload upload = upload(10, Optional.empty());

    assertThat(Upload.idOf(upload.key())).contains(ID);
  }

  @Test
  void noOtherKeyNamesAnUpload() {
    String key = upload(10, Optional.empty()).key();
    for (String other :
        List.of(
            "",
            "a",
            key + "/x",
            "/" + key,
            key.toUpperCase(Locale.ROOT),
            "7d/jobs/" + ID + "/source",
            "7d/uploads/../jobs/" + ID + "/source",
            "7d/uploads/" + ID.replace('0', 'g') + "/source",
            "7d/uploads/source",
            "7d/uploads//source")) {
      assertThat(Upload.idOf(other)).as(other).isEmpty();
    }
  }

  @Test
  void partsCoverTheFileExactly() {
    Upload upload = upload(250, Optional.of(new Upload.Multipart("s3", 100)));

    assertThat(upload.partCount()).isEqualTo(3);
    assertThat(IntStream.rangeClosed(1, 3).mapToLong(upload::partBytes))
        .containsExactly(100L, 100L, 50L);
  }

  @Test
  void aFileOfWholePartsHasNoEmptyLastOne() {
    Upload upload = upload(200, Optional.of(new Upload.Multipart("s3", 100)));

    assertThat(upload.partCount()).isEqualTo(2);
    assertThat(upload.partBytes(2)).isEqualTo(100);
  }

  @Test
  void aSinglePutIsOnePart() {
    Upload upload = upload(200, Optional.empty());

    assertThat(upload.partCount()).isEqualTo(1);
    assertThat(upload.partBytes(1)).isEqualTo(200);
  }
}
