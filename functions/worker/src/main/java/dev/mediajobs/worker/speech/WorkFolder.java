package dev.mediajobs.worker.speech;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;

/**
 * A folder for the files of one speech, of bounded size, which is gone with all of them at the end.
 */
final class WorkFolder implements AutoCloseable {
  private static final String PREFIX = "speech-";

  /** What has not been touched for this long was left behind by a process that was killed. */
  private static final Duration LEFTOVER_AFTER = Duration.ofHours(2);

  private final Path folder;
  private final long mostBytes;
  private final AtomicLong bytes = new AtomicLong();

  private WorkFolder(Path folder, long mostBytes) {
    this.folder = folder;
    this.mostBytes = mostBytes;
  }

  /** A new folder in {@code parent}, which is made if it doesn't exist. */
  static WorkFolder in(Path parent, long mostBytes, InstantSource clock) throws IOException {
    Files.createDirectories(parent);
    removeLeftovers(parent, clock);
    return new WorkFolder(Files.createTempDirectory(parent.toAbsolutePath(), PREFIX), mostBytes);
  }

  Path file(String name) {
    return folder.resolve(name);
  }

  /**
   * Counts bytes that a file has, or is about to get.
   *
   * @throws SpeechException when they are more than there is room for
   */
  void reserve(long added) throws SpeechException {
    if (bytes.addAndGet(added) > mostBytes) {
      throw SpeechException.badInput(
          "turns",
          "are too long to be spoken at once; split them into several scripts",
          Optional.empty());
    }
  }

  private static void removeLeftovers(Path parent, InstantSource clock) throws IOException {
    List<Path> folders;
    try (Stream<Path> all = Files.list(parent)) {
      folders = all.filter(path -> path.getFileName().toString().startsWith(PREFIX)).toList();
    }
    for (Path path : folders) {
      if (Files.isDirectory(path)
          && Files.getLastModifiedTime(path)
              .toInstant()
              .isBefore(clock.instant().minus(LEFTOVER_AFTER))) {
        delete(path);
      }
    }
  }

  private static void delete(Path folder) throws IOException {
    List<Path> deepestFirst = new ArrayList<>();
    try (Stream<Path> all = Files.walk(folder)) {
      all.sorted(Comparator.reverseOrder()).forEach(deepestFirst::add);
    }
    for (Path path : deepestFirst) {
      Files.deleteIfExists(path);
    }
  }

  @Override
  public void close() throws IOException {
    delete(folder);
  }
}
