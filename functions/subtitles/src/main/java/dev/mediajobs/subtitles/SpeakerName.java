package dev.mediajobs.subtitles;

import java.util.Optional;

/** How a speaker is named inside a line, in formats that have no other place for it. */
final class SpeakerName {
  private SpeakerName() {}

  /** What stands in front of what a speaker says: {@code "Speaker 1: "}. */
  static String inLine(String label) {
    return label + ": ";
  }

  /**
   * The same when a line of this many columns has room for it. Empty when it would take more than
   * half of a line of this many columns, for then there is no room left to say anything.
   */
  static Optional<String> inLine(String label, int lineColumns) {
    String name = inLine(label);
    return Graphemes.columns(name) * 2 <= lineColumns ? Optional.of(name) : Optional.empty();
  }
}
