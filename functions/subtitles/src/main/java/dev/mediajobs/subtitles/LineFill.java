package dev.mediajobs.subtitles;

/**
 * Fills the lines of one cue from the top, as full as they get: that shows the fewest lines the
 * chunks so far need.
 */
final class LineFill {
  private final int width;
  private final int most;
  private int lines;
  private int columnsInLine;
  private int columns;

  LineFill(CueRules rules) {
    width = rules.charactersPerLine();
    most = rules.linesPerCue();
  }

  /** Adds a chunk unless that would take a line too many; says whether it did. */
  boolean add(Chunk chunk) {
    if (lines == 0) {
      lines = 1;
      columnsInLine = chunk.reserved() + chunk.columns();
      columns = chunk.columns();
      return true;
    }
    int added = chunk.addedColumns();
    if (columnsInLine + added > width) {
      if (lines == most) {
        return false;
      }
      lines++;
      columnsInLine = chunk.columns();
    } else {
      columnsInLine += added;
    }
    columns += added;
    return true;
  }

  int lines() {
    return lines;
  }

  /** The width of the text so far, on one line. */
  int columns() {
    return columns;
  }
}
