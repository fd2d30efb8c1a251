package dev.mediajobs.worker.media;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

import dev.mediajobs.worker.media.MediaException.Kind;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.FutureTask;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

final class FfmpegTest {
  private static final Duration LIMIT = Duration.ofSeconds(30);
  private static final List<String> VERSION = List.of("-version");

  /** Runs until it is killed. */
  private static final List<String> ENDLESS =
      List.of("-loglevel", "error", "-re", "-f", "lavfi", "-i", "sine", "-f", "null", "-");

  @TempDir private Path cache;

  private Path onlyFolder() throws Exception {
    try (Stream<Path> all = Files.list(cache)) {
      return all.reduce((one, other) -> cache.resolve("more than one")).orElseThrow();
    }
  }

  private static boolean runs(Ffmpeg ffmpeg) throws Exception {
    return ffmpeg.run(VERSION, LIMIT).succeeded();
  }

  @Test
  void itIsUnpackedOnceAndRuns() throws Exception {
    assertThat(runs(Ffmpeg.unpackedIn(cache))).isTrue();
    FileTime unpacked = Files.getLastModifiedTime(onlyFolder().resolve("ffmpeg"));

    assertThat(runs(Ffmpeg.unpackedIn(cache))).isTrue();
    assertThat(Files.getLastModifiedTime(onlyFolder().resolve("ffmpeg"))).isEqualTo(unpacked);
  }

  @ParameterizedTest
  @ValueSource(strings = {"ffprobe", "libavcodec.so.61", "libdrm.so.2"})
  void aCacheThatLostAFileIsRepaired(String file) throws Exception {
    Ffmpeg.unpackedIn(cache);
    Files.delete(onlyFolder().resolve(file));

    assertThat(runs(Ffmpeg.unpackedIn(cache))).isTrue();
    assertThat(onlyFolder().resolve(file)).exists();
  }

  @Test
  void aFileWithOneWrongByteIsRepaired() throws Exception {
    Ffmpeg.unpackedIn(cache);
    Path library = onlyFolder().resolve("libavutil.so.59");
    byte[] right = Files.readAllBytes(library);
    byte[] wrong = right.clone();
    wrong[wrong.length / 2]++;
    Files.delete(library);
    Files.write(library, wrong);
    library.toFile().setExecutable(true);

    Ffmpeg.unpackedIn(cache);

    assertThat(Files.mismatch(library, Files.write(cache.resolve("right"), right))).isEqualTo(-1);
  }

  @Test
  void whatAKilledProcessLeftBehindIsRemoved() throws Exception {
    String name = Bundle.of(Platform.current()).name();
    Path old = Files.createDirectory(cache.resolve(name + ".partial-old"));
    Files.writeString(old.resolve("ffmpeg"), "half");
    Files.setLastModifiedTime(old, FileTime.from(Instant.now().minus(Duration.ofDays(1))));

    Ffmpeg.unpackedIn(cache);

    assertThat(onlyFolder()).isEqualTo(cache.resolve(name));
  }

  @Test
  void manyMayUnpackAtOnce() throws Exception {
    Callable<Ffmpeg> unpack = () -> Ffmpeg.unpackedIn(cache);
    try (var threads = Executors.newFixedThreadPool(4)) {
      for (var unpacked : threads.invokeAll(List.of(unpack, unpack, unpack, unpack))) {
        assertThat(runs(unpacked.get())).isTrue();
      }
    }
    assertThat(onlyFolder()).isDirectory();
  }

  @Test
  void stubsStandForEveryLibraryThatServersLack() throws Exception {
    Ffmpeg ffmpeg = Ffmpeg.unpackedIn(cache);
    for (String name :
        List.of("libxcb.so.1", "libxcb-shm.so.0", "libasound.so.2", "libpulse.so.0")) {
      // Before the system's own ones on the library path, so this is a machine without any.
      Files.write(onlyFolder().resolve(name), StubLibrary.named(name, Platform.current()));
    }

    Ffmpeg.Finished encoded =
        ffmpeg.run(
            List.of(
                "-loglevel", "error", "-f", "lavfi", "-i", "sine=duration=1", "-f", "null", "-"),
            LIMIT);

    assertThat(encoded.messages()).isEmpty();
    assertThat(encoded.succeeded()).isTrue();
  }

  @ParameterizedTest
  @EnumSource(Platform.class)
  void aStubIsALibraryOfItsPlatformWithItsName(Platform platform) {
    byte[] stub = StubLibrary.named("libpulse.so.0", platform);
    ByteBuffer elf = ByteBuffer.wrap(stub).order(ByteOrder.LITTLE_ENDIAN);

    assertThat(elf.getInt(0)).isEqualTo(0x464c457f);
    assertThat(elf.getShort(18)).isEqualTo(platform == Platform.LINUX_ARM64 ? (short) 0xb7 : 0x3e);
    assertThat(new String(stub, StandardCharsets.US_ASCII)).endsWith("\0libpulse.so.0\0");
  }

  @Test
  void aMachineWithoutABundleIsNamedInTheError() {
    assertThatThrownBy(() -> Platform.of("Mac OS X", "aarch64"))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("Mac OS X");
  }

  @Test
  void aRunThatTakesTooLongIsKilled() throws Exception {
    Ffmpeg ffmpeg = BundledFfmpeg.get();

    MediaException failure =
        catchThrowableOfType(
            MediaException.class, () -> ffmpeg.run(ENDLESS, Duration.ofMillis(300)));

    assertThat(failure.kind()).isEqualTo(Kind.TIMED_OUT);
    await().until(() -> ProcessHandle.current().children().noneMatch(ProcessHandle::isAlive));
  }

  @Test
  void anInterruptedCallerLeavesNoProcessBehind() throws Exception {
    Ffmpeg ffmpeg = BundledFfmpeg.get();
    CountDownLatch running = new CountDownLatch(1);
    FutureTask<Boolean> interrupted =
        new FutureTask<>(
            () -> {
              try {
                ffmpeg.run(
                    List.of("-re", "-f", "lavfi", "-i", "sine", "-f", "null", "-"),
                    LIMIT,
                    OutputStream.nullOutputStream(),
                    line -> running.countDown());
                return false;
              } catch (InterruptedException e) {
                return true;
              }
            });
    Thread caller = Thread.ofPlatform().start(interrupted);
    running.await();

    caller.interrupt();

    assertThat(interrupted.get()).isTrue();
    await().until(() -> ProcessHandle.current().children().noneMatch(ProcessHandle::isAlive));
  }

  @Test
  void invariant8NothingOfThisProcessesEnvironmentIsHandedOn() throws Exception {
    Path environment = cache.resolve("environment");
    Files.createSymbolicLink(cache.resolve("link"), Path.of("/proc/self/environ"));
    BundledFfmpeg.make(environment, "-f data -i /proc/self/environ -map 0 -c copy -f data");

    String[] variables = Files.readString(environment).split("\0", -1);

    assertThat(variables).filteredOn(variable -> !variable.isEmpty()).hasSize(1);
    assertThat(variables[0]).startsWith("LD_LIBRARY_PATH=");
  }

  @Test
  void invariant8MessagesAreBoundedAndWithoutSecrets() throws Exception {
    Ffmpeg.Finished finished =
        BundledFfmpeg.get()
            .run(
                List.of(
                    "-loglevel",
                    "debug",
                    "-i",
                    "https://user:secret1@127.0.0.1:1/key?X-Amz-Security-Token=secret2&X-Amz-Signature=secret3"),
                LIMIT);

    assertThat(finished.succeeded()).isFalse();
    assertThat(finished.messages()).contains("127.0.0.1").doesNotContain("secret");
    assertThat(finished.messages().length()).isLessThan(20_000);
  }

  @Test
  void aFolderThatOthersMayWriteToHoldsNoPrograms() throws Exception {
    String user = System.getProperty("user.name");
    Path folder = PrivateFolder.below(cache, user);
    assertThat(PrivateFolder.below(cache, user)).isEqualTo(folder);
    Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxrwxrwx"));

    assertThatThrownBy(() -> PrivateFolder.below(cache, user)).hasMessageContaining("remove it");
  }
}
