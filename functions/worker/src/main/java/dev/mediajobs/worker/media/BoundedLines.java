package dev.mediajobs.worker.media;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;

/**
 * Splits a stream into lines at line feeds and carriage returns; a line too long is cut, so that
 * none fills the memory.
 */
final class BoundedLines {
  private static final int LONGEST = 4096;

  private BoundedLines() {}

  static void read(InputStream input, Consumer<String> each) throws IOException {
    byte[] line = new byte[LONGEST];
    byte[] buffer = new byte[8192];
    int length = 0;
    for (int count = input.read(buffer); count >= 0; count = input.read(buffer)) {
      for (int i = 0; i < count; i++) {
        if (buffer[i] == '\n' || buffer[i] == '\r') {
          length = give(line, length, each);
        } else if (length < LONGEST) {
          line[length++] = buffer[i];
        }
      }
    }
    give(line, length, each);
  }

  private static int give(byte[] line, int length, Consumer<String> each) {
    if (length > 0) {
      each.accept(new String(line, 0, length, StandardCharsets.UTF_8));
    }
    return 0;
  }
}
