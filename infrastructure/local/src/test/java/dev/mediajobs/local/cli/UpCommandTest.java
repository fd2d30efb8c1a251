package dev.mediajobs.local.cli;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class UpCommandTest {
  private static final URI API = URI.create("http://127.0.0.1:4711");

  private final CommandLineHarness commands = new CommandLineHarness().stackAt(API);

  @Test
  void aProgramGetsTheAddressOnOneLineAndTheStackRunsUntilItIsStopped()
      throws InterruptedException {
    AtomicInteger exit = new AtomicInteger(-1);
    Thread up = Thread.ofVirtual().start(() -> exit.set(commands.run("up", "--json").exit()));

    await().atMost(10, SECONDS).until(() -> commands.printed().endsWith("\n"));
    assertThat(commands.printed()).isEqualTo("{\"api\":\"http://127.0.0.1:4711\"}\n");
    assertThat(commands.stacksRunning()).isEqualTo(1);

    up.interrupt();
    up.join();
    assertThat(commands.stacksRunning()).isZero();
    assertThat(exit).hasValue(130);
  }

  @Test
  void aShellLearnsHowToFindTheStackAsLongAsItRuns(@TempDir Path folder) throws Exception {
    Path file = folder.resolve("stack.env");
    Thread up =
        Thread.ofVirtual().start(() -> commands.run("up", "--json", "--env", file.toString()));

    await().atMost(10, SECONDS).until(() -> commands.printed().endsWith("\n"));
    assertThat(Files.readString(file)).isEqualTo("export MEDIA_BUCKET='it'\\''s media'\n");
    assertThat(Files.getPosixFilePermissions(file))
        .containsExactlyInAnyOrder(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE);

    up.interrupt();
    up.join();
    assertThat(file).doesNotExist();
  }

  @Test
  void anEnvironmentThatCanNotBeWrittenStopsTheStack(@TempDir Path folder) {
    int exit =
        commands
            .run("up", "--env", folder.resolve("missing").resolve("stack.env").toString())
            .exit();

    assertThat(exit).isEqualTo(3);
    assertThat(commands.stacksRunning()).isZero();
  }
}
