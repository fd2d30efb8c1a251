package dev.mediajobs.subtitles;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Objects;

/** The sample files beside the tests. */
final class Samples {
  private Samples() {}

  static byte[] bytes(String name) throws IOException {
    try (InputStream sample =
        Objects.requireNonNull(Samples.class.getResourceAsStream(name), name)) {
      return sample.readAllBytes();
    }
  }

  static String text(String name) throws IOException {
    return new String(bytes(name), StandardCharsets.UTF_8);
  }

  static Transcript transcript(String name) throws IOException, TranscriptFormatException {
    return TranscribeOutput.read(new ByteArrayInputStream(bytes(name)));
  }
}
