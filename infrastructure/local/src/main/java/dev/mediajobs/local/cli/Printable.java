package dev.mediajobs.local.cli;

/** Makes text from elsewhere safe for a terminal. */
final class Printable {
  private Printable() {}

  /** One line, without the control characters that could move the cursor or worse. */
  static String line(String text) {
    return text.replaceAll("\\p{Cntrl}+", " ").strip();
  }
}
