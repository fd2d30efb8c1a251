package dev.mediajobs.subtitles;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * One subtitle: what is on the screen from one instant to another.
 *
 * @param number counted from 1
 * @param start from the start of the recording, to the millisecond
 * @param end later than the start
 * @param text all of it on one line
 * @param lines the same text as it is shown; at least one line, none of them blank
 * @param speaker the recogniser's label of who speaks; empty when unknown
 * @param introducesSpeaker whether a speaker takes over here, in a recording with several, and the
 *     first line has room for the name
 * @param words spoken in this cue, their times cut to the cue's; a word too long for a line is in
 *     here in pieces
 */
public record Cue(
    int number,
    Duration start,
    Duration end,
    String text,
    List<String> lines,
    Optional<String> speaker,
    boolean introducesSpeaker,
    List<Word> words) {

  /**
   * @throws IllegalArgumentException when the end is not later than the start, or there is no text
   */
  public Cue {
    if (end.compareTo(start) <= 0) {
      throw new IllegalArgumentException(
          "Cue " + number + " ends at " + end + ", not later than it starts: " + start);
    }
    lines = List.copyOf(lines);
    words = List.copyOf(words);
    if (lines.isEmpty() || lines.stream().anyMatch(String::isBlank)) {
      throw new IllegalArgumentException("Cue " + number + " has no line, or a blank one");
    }
  }
}
