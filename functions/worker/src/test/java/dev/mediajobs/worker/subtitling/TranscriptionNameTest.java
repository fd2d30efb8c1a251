package dev.mediajobs.worker.subtitling;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mediajobs.jobs.JobId;
import java.util.List;
import org.junit.jupiter.api.Test;

class TranscriptionNameTest {

  private static final JobId JOB = JobId.random();

  @Test
  void aNameIsReadBackFromItsText() {
    TranscriptionName name = new TranscriptionName("stack.", JOB, 12);

    assertThat(TranscriptionName.parse("stack.", name.toString())).contains(name);
    assertThat(name.toString()).matches("[0-9a-zA-Z._-]{1,200}");
  }

  @Test
  void namesOfOthersAreNotOurs() {
    for (String text :
        List.of(
            "",
            "stack.",
            "stack." + JOB,
            "stack." + JOB + ".",
            "stack." + JOB + ".0",
            "stack." + JOB + ".x",
            "stack." + JOB + ".1.1",
            "stack-2." + JOB + ".1",
            "stack.x.1")) {
      assertThat(TranscriptionName.parse("stack.", text)).as(text).isEmpty();
    }
  }
}
