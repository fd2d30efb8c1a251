package dev.mediajobs.worker.media;

import java.util.ArrayDeque;
import java.util.Deque;

/** The last lines that a process wrote, without secrets, in bounded memory. */
final class MessageTail {
  private static final int MOST_CHARACTERS = 16 * 1024;

  private final Deque<String> lines = new ArrayDeque<>();
  private int characters;

  synchronized void add(String line) {
    // The stub libraries have no versions, of which the dynamic loader complains once a library and
    // start.
    if (line.contains(": no version information available (required by ")) {
      return;
    }
    String kept = Redaction.of(line);
    lines.addLast(kept);
    characters += kept.length();
    while (characters > MOST_CHARACTERS && lines.size() > 1) {
      characters -= lines.removeFirst().length();
    }
  }

  synchronized String text() {
    return String.join("\n", lines);
  }
}
