package dev.mediajobs.worker.media;

import java.io.IOException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * Puts a {@link Bundle} into a cache folder so that whoever looks sees either nothing or all of it,
 * however many processes do the same at once and wherever one of them is killed.
 */
final class Installation {
  /**
   * Far longer than unpacking takes on the slowest disk: what is older was left behind by a killed
   * process.
   */
  private static final Duration LEFTOVER_AFTER = Duration.ofHours(1);

  private final Path cache;
  private final Clock clock;

  Installation(Path cache, Clock clock) {
    this.cache = cache;
    this.clock = clock;
  }

  /** The folder with the whole bundle, unpacked or repaired now if need be. */
  Path of(Bundle bundle) throws IOException {
    Files.createDirectories(cache);
    Path folder = cache.resolve(bundle.name());
    if (bundle.isWholeIn(folder)) {
      return folder;
    }
    removeLeftovers(bundle);
    Path fresh = Files.createTempDirectory(cache, bundle.name() + ".partial-");
    try {
      bundle.unpackInto(fresh);
      if (!bundle.isWholeIn(folder)) {
        replace(folder, fresh, bundle);
      }
    } finally {
      delete(fresh);
    }
    if (!bundle.isWholeIn(folder)) {
      throw new IOException(
          "ffmpeg is damaged in " + folder + " and can't be repaired; is the disk full?");
    }
    return folder;
  }

  private void replace(Path folder, Path fresh, Bundle bundle) throws IOException {
    if (Files.exists(folder)) {
      // Moved, not emptied: whoever runs a program from it keeps the files it has open.
      Path damaged = Files.createTempDirectory(cache, bundle.name() + ".partial-");
      try {
        Files.move(folder, damaged, StandardCopyOption.ATOMIC_MOVE);
      } catch (NoSuchFileException otherProcessWasFaster) {
        return;
      } finally {
        delete(damaged);
      }
    }
    try {
      Files.move(fresh, folder, StandardCopyOption.ATOMIC_MOVE);
    } catch (AtomicMoveNotSupportedException e) {
      throw e;
    } catch (FileSystemException e) {
      // Another process put its own there first; the caller checks it like any other.
      if (!Files.isDirectory(folder)) {
        throw e;
      }
    }
  }

  private void removeLeftovers(Bundle bundle) throws IOException {
    Instant limit = clock.instant().minus(LEFTOVER_AFTER);
    try (Stream<Path> all = Files.list(cache)) {
      for (Path path : all.toList()) {
        if (path.getFileName().toString().startsWith(bundle.name() + ".partial-")
            && Files.getLastModifiedTime(path).toInstant().isBefore(limit)) {
          delete(path);
        }
      }
    }
  }

  private static void delete(Path folder) throws IOException {
    if (!Files.exists(folder)) {
      return;
    }
    List<Path> deepestFirst;
    try (Stream<Path> all = Files.walk(folder)) {
      deepestFirst = all.sorted(Comparator.reverseOrder()).toList();
    }
    for (Path path : deepestFirst) {
      Files.deleteIfExists(path);
    }
  }
}
