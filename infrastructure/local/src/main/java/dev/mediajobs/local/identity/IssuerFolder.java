package dev.mediajobs.local.identity;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import java.util.Set;

/** Small texts that outlive a restart, for the eyes of their owner only. */
record IssuerFolder(Path path) {

  private static final FileAttribute<Set<PosixFilePermission>> OWNER_ENTERS = only("rwx------");
  private static final FileAttribute<Set<PosixFilePermission>> OWNER_READS = only("rw-------");

  private static FileAttribute<Set<PosixFilePermission>> only(String permissions) {
    return PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions));
  }

  /**
   * The text of this name; empty when there is none.
   *
   * @throws IOException if it can't be read
   */
  Optional<String> read(String name) throws IOException {
    Path file = path.resolve(name);
    return Files.exists(file) ? Optional.of(Files.readString(file)) : Optional.empty();
  }

  /**
   * Keeps a text under this name, in place of the one that was there.
   *
   * @throws IOException if it can't be written
   */
  void write(String name, String text) throws IOException {
    if (Files.notExists(path)) {
      Files.createDirectory(path, OWNER_ENTERS);
    }
    Path fresh = path.resolve(name + ".new");
    Files.deleteIfExists(fresh);
    Files.createFile(fresh, OWNER_READS);
    Files.writeString(fresh, text, StandardOpenOption.WRITE);
    Files.move(fresh, path.resolve(name), StandardCopyOption.ATOMIC_MOVE);
  }
}
