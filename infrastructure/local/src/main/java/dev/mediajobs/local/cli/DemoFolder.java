package dev.mediajobs.local.cli;

import dev.mediajobs.local.cli.client.SourceFile;
import dev.mediajobs.local.sample.Sample;
import java.io.IOException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The folder of a demo. Unless it is to be kept, closing removes the sample from it, and the folder
 * too if it was made for this demo and holds nothing else.
 */
final class DemoFolder implements AutoCloseable {
  private static final String VIDEO = "dialogue.mp4";

  private final Path folder;
  private final boolean made;
  private final Path video;
  private volatile boolean kept;

  private DemoFolder(Path folder, boolean made) {
    this.folder = folder;
    this.made = made;
    this.video = folder.resolve(VIDEO);
  }

  static DemoFolder at(Path folder) {
    return new DemoFolder(folder, !Files.exists(folder));
  }

  /** Puts the sample video into the folder. */
  SourceFile sample() throws IOException {
    Files.createDirectories(folder);
    Sample.copyTo(video);
    return SourceFile.of(video);
  }

  void keep() {
    kept = true;
  }

  @Override
  public void close() throws IOException {
    if (kept) {
      return;
    }
    Files.deleteIfExists(video);
    if (made) {
      try {
        Files.deleteIfExists(folder);
      } catch (DirectoryNotEmptyException e) {
        // Somebody put something of their own there meanwhile.
        keep();
      }
    }
  }
}
