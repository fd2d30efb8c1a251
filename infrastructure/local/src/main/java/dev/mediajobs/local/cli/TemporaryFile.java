package dev.mediajobs.local.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;

/** A file that is removed unless it was moved away. */
record TemporaryFile(Path path) implements AutoCloseable {

  /** A file in this folder that nobody else uses, with the permissions that any new file has. */
  static TemporaryFile in(Path folder) throws IOException {
    return new TemporaryFile(
        Files.createFile(folder.resolve(".mediajobs-" + UUID.randomUUID() + ".part")));
  }

  @Override
  public void close() throws IOException {
    Files.deleteIfExists(path);
  }
}
