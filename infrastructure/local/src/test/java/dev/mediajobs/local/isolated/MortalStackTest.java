package dev.mediajobs.local.isolated;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

@EnabledOnOs(
    value = OS.LINUX,
    disabledReason = "the runtime interface client has its native part for Linux only")
class MortalStackTest {

  @Test
  @Timeout(120)
  void nothingOutlivesAStackThatIsKilled(@TempDir Path temporary) throws Exception {
    Process stack =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Djava.io.tmpdir=" + temporary,
                "-cp",
                System.getProperty("java.class.path"),
                MortalStack.class.getName())
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    try {
      awaitChild(stack);
      List<ProcessHandle> family = stack.descendants().toList();
      assertThat(family).hasSize(2);

      stack.destroyForcibly();

      await()
          .atMost(Duration.ofMinutes(1))
          .until(() -> family.stream().noneMatch(one -> RunningProcess.is(one.pid())));
    } finally {
      stack.descendants().forEach(ProcessHandle::destroyForcibly);
      stack.destroyForcibly();
    }
  }

  private static void awaitChild(Process stack) throws IOException {
    BufferedReader said = stack.inputReader();
    assertThat(said.readLine()).contains("pid");
  }
}
