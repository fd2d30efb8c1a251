package dev.mediajobs.local.sample;

import java.util.List;
import java.util.stream.Collectors;

/**
 * What people say to each other.
 *
 * @param lines in order, at least one
 */
public record Dialogue(List<Line> lines) {

  /**
   * What one person says in one go.
   *
   * @param speaker the person's name
   * @param text with punctuation
   */
  public record Line(String speaker, String text) {}

  /** Copies the lines. */
  public Dialogue {
    lines = List.copyOf(lines);
    if (lines.isEmpty()) {
      throw new IllegalArgumentException("A dialogue needs a line");
    }
  }

  /**
   * Reads lines of the form {@code Name: text}; empty lines are left out.
   *
   * @throws IllegalArgumentException if a line has another form
   */
  public static Dialogue parse(String script) {
    return new Dialogue(
        script.lines().filter(line -> !line.isBlank()).map(Dialogue::line).toList());
  }

  private static Line line(String line) {
    int colon = line.indexOf(": ");
    if (colon < 1) {
      throw new IllegalArgumentException("Not of the form 'Name: text': " + line);
    }
    return new Line(line.substring(0, colon), line.substring(colon + 2).strip());
  }

  /** Everything that is said, without names. */
  public String words() {
    return lines.stream().map(Line::text).collect(Collectors.joining(" "));
  }

  /** The people, in order of their first lines. */
  List<String> speakers() {
    return lines.stream().map(Line::speaker).distinct().toList();
  }
}
