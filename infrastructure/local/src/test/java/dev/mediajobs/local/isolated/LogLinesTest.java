package dev.mediajobs.local.isolated;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class LogLinesTest {

  @Test
  void everyLineIsOneOfTheLog() throws IOException {
    assertThat(lines("one\ntwo\r\n\nthree")).containsExactly("one", "two", "three");
  }

  @Test
  void aVeryLongLineIsCutAndLosesNothing() throws IOException {
    assertThat(lines("x".repeat(20_000) + "\nend"))
        .containsExactly("x".repeat(8_192), "x".repeat(8_192), "x".repeat(3_616), "end");
  }

  private static List<String> lines(String printed) throws IOException {
    List<String> lines = new ArrayList<>();
    LogLines.read(new StringReader(printed), lines::add);
    return lines;
  }
}
