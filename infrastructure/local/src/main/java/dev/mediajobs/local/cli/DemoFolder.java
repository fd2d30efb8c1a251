package dev.mediajobs.local.cli;

import dev.mediajobs.local.cli.client.SourceFile;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/**
 * The folder of a demo. Unless it is to be kept, closing removes the sample from it, and the folder
 * too if it was made for this demo and holds nothing else.
 */
final class DemoFolder implements AutoCloseable {
  static final String SAMPLE = "/sample/dialogue.mp4";

  private final Path folder;
  private final boolean made;
  private final Path video;
  private volatile boolean kept;

  private DemoFolder(Path folder, boolean made) {
    this.folder = folder;
    this.made = made;
    this.video = folder.resolve(SAMPLE.substring(SAMPLE.lastIndexOf('/') + 1));
  }

  static DemoFolder at(Path folder) {
    return new DemoFolder(folder, !Files.exists(folder));
  }

  /** Puts the sample video into the folder. */
  SourceFile sample() throws IOException {
    Files.createDirectories(folder);
    try (InputStream sample = DemoFolder.class.getResourceAsStream(SAMPLE)) {
      if (sample == null) {
        throw new IOException("the sample video " + SAMPLE + " is missing in this build");
      }
      Files.copy(sample, video, StandardCopyOption.REPLACE_EXISTING);
    }
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
