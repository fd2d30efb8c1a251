package dev.mediajobs.local.cli;

import java.nio.file.Path;

/**
 * The name of a file, without its folder.
 *
 * @param text as it is written
 */
record FileName(String text) {

  static FileName of(Path file) {
    return new FileName(file.getFileName().toString());
  }

  /** What is in front of the last dot; all of it when it has none, or begins with the only one. */
  String base() {
    int dot = text.lastIndexOf('.');
    return dot > 0 ? text.substring(0, dot) : text;
  }

  /** What is behind the last dot; all of it when it has none. */
  String ending() {
    return text.substring(text.lastIndexOf('.') + 1);
  }
}
