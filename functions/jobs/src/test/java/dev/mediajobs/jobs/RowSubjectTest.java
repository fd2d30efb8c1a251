package dev.mediajobs.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RowSubjectTest {

  private static final String ID = "5f0c7e5e-8a39-4d6c-9f0e-2a1d7b9c4e11";
  private static final String UPLOAD = "0123456789abcdef0123456789abcdef";

  @Test
  void theKeyOfAJobsRowNamesTheJob() {
    assertThat(RowSubject.of("job#" + ID, "job"))
        .contains(new RowSubject.OfJob(new JobId(UUID.fromString(ID))));
  }

  @Test
  void theKeyOfAnUploadsRowNamesTheUploadWhichIsNotTold() {
    assertThat(RowSubject.of("upload#" + UPLOAD, "upload"))
        .contains(new RowSubject.OfUpload(UPLOAD))
        .get()
        .asString()
        .doesNotContain(UPLOAD);
  }

  @Test
  void theKeyOfAnAssetsRowNamesTheAsset() {
    assertThat(RowSubject.of("asset#" + ID, "asset"))
        .contains(new RowSubject.OfAsset(UUID.fromString(ID)));
  }

  @ParameterizedTest
  @CsvSource({
    "job#5f0c7e5e-8a39-4d6c-9f0e-2a1d7b9c4e11, upload",
    "job#5f0c7e5e-8a39-4d6c-9f0e-2a1d7b9c4e11, job2",
    "upload#0123456789abcdef0123456789abcdef, job",
    "job#..,  job",
    "upload#../../other, upload",
    "upload#, upload",
    "asset#../7d, asset",
    "asset#5f0c7e5e-8a39-4d6c-9f0e-2a1d7b9c4e11, job",
    "'', ''"
  })
  void anyOtherKeyNamesNeither(String partition, String sort) {
    assertThat(RowSubject.of(partition, sort)).isEmpty();
  }
}
