package dev.mediajobs.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;

class JobIdTest {

  @Test
  void anIdIsReadBackFromItsText() {
    JobId id = JobId.random();

    assertThat(JobId.parse(id.toString())).contains(id);
    assertThat(JobId.parse(id.toString().toUpperCase(Locale.ROOT))).contains(id);
  }

  @Test
  void nothingElseIsAnId() {
    for (String text :
        List.of(
            "",
            "1-1-1-1-1",
            "x".repeat(36),
            "11111111-2222-4333-8444-55555555555",
            "../../../../../../../../../../../../")) {
      assertThat(JobId.parse(text)).as(text).isEmpty();
    }
  }
}
