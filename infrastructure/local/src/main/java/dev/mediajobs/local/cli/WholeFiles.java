package dev.mediajobs.local.cli;

import dev.mediajobs.local.cli.CleanUp.Owned;
import dev.mediajobs.local.cli.client.Failures;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Puts results where they are wanted. A file of the wanted name is always whole: it comes into
 * being by a rename, after everything has been fetched.
 */
final class WholeFiles {
  private final CleanUp cleanUp;

  WholeFiles(CleanUp cleanUp) {
    this.cleanUp = cleanUp;
  }

  /** Fetches one file. */
  @FunctionalInterface
  interface Fetch {
    void to(Path file) throws InterruptedException;
  }

  /**
   * Finds out now what would keep a file from being written in the end.
   *
   * @param source which must not be replaced
   * @throws CommandFailure if it could not be written, or would replace its own source
   */
  static void check(Path target, Path source) {
    if (Files.isDirectory(target)) {
      throw refused(target + ": a folder of this name is in the way; choose another --out");
    }
    try {
      if (Files.exists(target) && Files.isSameFile(target, source)) {
        throw refused(target + ": this would replace its own source; choose another --out");
      }
    } catch (IOException e) {
      throw refused(target + ": " + Failures.reason(e));
    }
    Optional<Path> folder = Optional.ofNullable(target.toAbsolutePath().getParent());
    while (folder.isPresent() && !Files.exists(folder.get())) {
      folder = Optional.ofNullable(folder.get().getParent());
    }
    if (folder.isEmpty() || !Files.isDirectory(folder.get()) || !Files.isWritable(folder.get())) {
      throw refused(target + ": this can't be written; choose another --out");
    }
  }

  /** Writes all files, or none at all if any can't be fetched. */
  void write(Map<Path, Fetch> wanted) throws InterruptedException {
    List<Fetched> fetched = new ArrayList<>();
    try {
      for (Map.Entry<Path, Fetch> one : wanted.entrySet()) {
        Owned<TemporaryFile> file = cleanUp.open(() -> beside(one.getKey()));
        fetched.add(new Fetched(file, one.getKey()));
        one.getValue().to(file.get().path());
      }
      for (Fetched file : fetched) {
        Files.move(file.file().get().path(), file.target(), StandardCopyOption.ATOMIC_MOVE);
      }
    } catch (IOException e) {
      throw new CommandFailure(
          ExitCode.UNEXPECTED,
          "output_not_written",
          "the result could not be written: %s; make room or choose another --out"
              .formatted(Failures.reason(e)),
          e);
    } finally {
      fetched.forEach(file -> file.file().close());
    }
  }

  private record Fetched(Owned<TemporaryFile> file, Path target) {}

  private static TemporaryFile beside(Path target) throws IOException {
    Path folder = target.toAbsolutePath().getParent();
    if (folder == null) {
      throw new IOException(target + " is a folder");
    }
    return TemporaryFile.in(Files.createDirectories(folder));
  }

  private static CommandFailure refused(String message) {
    return new CommandFailure(ExitCode.INPUT_REFUSED, "output_refused", message);
  }
}
