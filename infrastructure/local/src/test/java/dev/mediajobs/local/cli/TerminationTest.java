package dev.mediajobs.local.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/**
 * The real program in a process of its own, told to end. Sent is SIGTERM: Ctrl-C's signal takes the
 * same way, but is ignored by every child of a shell's background job.
 */
@SuppressWarnings("NullAway.Init")
final class TerminationTest {
  private static final int TERMINATED = 143;
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  @TempDir private Path folder;
  private Path temporary;
  private Path out;
  private Path said;

  @BeforeEach
  void start() throws IOException {
    temporary = Files.createDirectory(folder.resolve("temporary"));
    out = Files.createDirectory(folder.resolve("out"));
    said = folder.resolve("said");
  }

  private Process process;

  @AfterEach
  void stop() {
    process.destroyForcibly();
  }

  private void begin(String... arguments) throws IOException {
    List<String> command =
        Stream.concat(
                Stream.of(
                    Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                    "--enable-native-access=ALL-UNNAMED",
                    "--sun-misc-unsafe-memory-access=allow",
                    "-Djava.io.tmpdir=" + temporary,
                    "-Dmediajobs.template=" + Path.of("../../template.yaml").toAbsolutePath(),
                    "-cp",
                    System.getProperty("java.class.path"),
                    Mediajobs.class.getName()),
                Stream.of(arguments))
            .toList();
    process =
        new ProcessBuilder(command)
            .directory(out.toFile())
            .redirectErrorStream(true)
            .redirectOutput(said.toFile())
            .start();
  }

  private String said() throws IOException {
    return Files.readString(said, StandardCharsets.UTF_8);
  }

  private void endsCleanly() throws InterruptedException {
    process.destroy();

    assertThat(process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
    assertThat(process.exitValue()).isEqualTo(TERMINATED);
    assertThat(process.descendants()).isEmpty();
    assertThat(stackFolders()).isEmpty();
    assertThat(out.toFile().list()).isEmpty();
  }

  /** What stays is the one cache of unpacked programs, which the next start uses. */
  private List<String> stackFolders() {
    File[] files = temporary.toFile().listFiles((where, name) -> name.startsWith("mediajobs-"));
    return Stream.of(files == null ? new File[0] : files)
        .filter(file -> new File(file, "lock").exists() || file.getName().endsWith(".part"))
        .map(File::getName)
        .toList();
  }

  @Test
  void aStackThatIsUpGoesWithItsFolder() throws IOException, InterruptedException {
    begin("up", "--json");
    await().atMost(PATIENCE).until(() -> said().contains("{\"api\":\"http://127.0.0.1:"));
    assertThat(stackFolders()).hasSize(1);

    endsCleanly();
  }

  @Test
  @EnabledOnOs(value = OS.LINUX, disabledReason = "functions can be isolated on Linux only")
  void processesOfFunctionsGoWithTheirStack() throws Exception {
    begin("up", "--isolated", "--json");
    await().atMost(PATIENCE).until(() -> said().contains("{\"api\":\"http://127.0.0.1:"));
    URI api = URI.create(said().replaceAll("(?s).*\"api\":\"([^\"]+)\".*", "$1"));
    try (HttpClient http = HttpClient.newHttpClient()) {
      HttpRequest unknownJob = HttpRequest.newBuilder(api.resolve("/api/jobs/x")).build();
      assertThat(http.send(unknownJob, BodyHandlers.discarding()).statusCode()).isEqualTo(404);
    }
    List<ProcessHandle> functions = process.descendants().toList();
    assertThat(functions).hasSize(1);

    endsCleanly();
    assertThat(functions).noneMatch(ProcessHandle::isAlive);
    assertThat(temporary.toFile().list()).noneMatch(name -> name.contains("environments"));
  }

  @Test
  void aStackThatIsJustStartingGoesWithItsFolder() throws IOException, InterruptedException {
    begin("up", "--json");
    await().atMost(PATIENCE).until(() -> stackFolders().size() == 1);

    endsCleanly();
  }

  @Test
  void aJobThatIsRunningLeavesNoHalfResult() throws IOException, InterruptedException {
    Path recording = Files.write(folder.resolve("talk.wav"), new byte[1000]);
    begin("run", recording.toString());
    await().atMost(PATIENCE).until(() -> said().contains("uploading"));

    endsCleanly();
    assertThat(said()).doesNotContain("unexpected");
  }
}
