package dev.mediajobs.local.sample;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** The finished sample recording and what is said in it. */
public final class Sample {

  private static final String VIDEO = "dialogue.mp4";
  private static final String SCRIPT = "dialogue.txt";

  private Sample() {}

  /**
   * Writes the video to a file, over what may be there.
   *
   * @throws IOException if the file can't be written
   */
  public static void copyTo(Path file) throws IOException {
    try (InputStream video = open(VIDEO)) {
      Files.copy(video, file, StandardCopyOption.REPLACE_EXISTING);
    }
  }

  /**
   * The script from which the video was made.
   *
   * @throws IOException if it can't be read
   */
  public static Dialogue script() throws IOException {
    try (InputStream script = open(SCRIPT)) {
      return Dialogue.parse(new String(script.readAllBytes(), StandardCharsets.UTF_8));
    }
  }

  private static InputStream open(String name) throws IOException {
    InputStream resource = Sample.class.getResourceAsStream(name);
    if (resource == null) {
      throw new IOException("The sample's " + name + " is not on the class path; build it first");
    }
    return resource;
  }
}
