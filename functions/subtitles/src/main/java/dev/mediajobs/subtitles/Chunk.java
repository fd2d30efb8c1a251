package dev.mediajobs.subtitles;

/**
 * What lines are made of: a word as it is shown, or the part of one that is too long for a line.
 *
 * @param word the word, or the part as if it were one
 * @param text the word with its punctuation
 * @param columns the width of the text
 * @param spaced whether a space stands before it when it does not begin a line
 * @param turn whether a speaker takes over with it, in a recording with several
 * @param reserved columns to leave free for the speaker's name if a cue's first line begins with it
 * @param border how good a place to break is behind it
 */
record Chunk(
    Word word,
    String text,
    int columns,
    boolean spaced,
    boolean turn,
    int reserved,
    Border border) {

  long startMillis() {
    return word.start().toMillis();
  }

  long endMillis() {
    return word.end().toMillis();
  }

  /** Columns it adds to a line that has text already. */
  int addedColumns() {
    return spaced ? columns + 1 : columns;
  }
}
