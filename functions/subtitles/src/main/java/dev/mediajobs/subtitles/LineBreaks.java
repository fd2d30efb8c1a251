package dev.mediajobs.subtitles;

import java.util.ArrayList;
import java.util.List;

/**
 * Breaks the text of one cue into the fewest lines it needs: where the sentence bends, with lines
 * of much the same length, and rather the lower one longer, which hides less of the picture.
 */
final class LineBreaks {
  private static final int UNEVENNESS = 40;
  private static final int TOP_HEAVY = 3;

  private final List<Chunk> chunks;
  private final int width;

  private LineBreaks(List<Chunk> chunks, int width) {
    this.chunks = chunks;
    this.width = width;
  }

  /** The lines of a cue whose chunks are known to fit. */
  static List<String> of(List<Chunk> chunks, CueRules rules) {
    var fill = new LineFill(rules);
    for (Chunk chunk : chunks) {
      if (!fill.add(chunk)) {
        throw new IllegalArgumentException("These words need more lines than a cue has");
      }
    }
    if (fill.lines() == 1) {
      return List.of(join(chunks));
    }
    return new LineBreaks(chunks, rules.charactersPerLine()).best(0, fill.lines(), 0).lines();
  }

  /** The chunks as text on one line. */
  static String join(List<Chunk> chunks) {
    var line = new StringBuilder();
    for (Chunk chunk : chunks) {
      if (chunk.spaced() && !line.isEmpty()) {
        line.append(' ');
      }
      line.append(chunk.text());
    }
    return line.toString();
  }

  /** Where each line ends, and what that costs. */
  private record Layout(List<String> lines, int cost) {
    static final Layout IMPOSSIBLE = new Layout(List.of(), Integer.MAX_VALUE);
  }

  /**
   * The cheapest way to set the chunks from this one on in exactly this many lines (three at most,
   * so trying all is cheap).
   */
  private Layout best(int from, int lines, int columnsAbove) {
    if (lines == 1) {
      int columns = columnsOf(from, chunks.size());
      return columns > width
          ? Layout.IMPOSSIBLE
          : new Layout(
              List.of(join(chunks.subList(from, chunks.size()))), costOf(columns, columnsAbove));
    }
    Layout best = Layout.IMPOSSIBLE;
    int columns = 0;
    for (int end = from + 1; end <= chunks.size() - lines + 1; end++) {
      Chunk last = chunks.get(end - 1);
      columns += end == from + 1 ? firstColumns(from) : last.addedColumns();
      if (columns > width) {
        break;
      }
      Layout below = best(end, lines - 1, columns);
      if (below.cost() == Integer.MAX_VALUE) {
        continue;
      }
      int cost = costOf(columns, columnsAbove) + costOfBreak(last.border()) + below.cost();
      if (cost < best.cost()) {
        List<String> all = new ArrayList<>();
        all.add(join(chunks.subList(from, end)));
        all.addAll(below.lines());
        best = new Layout(all, cost);
      }
    }
    return best;
  }

  private int columnsOf(int from, int to) {
    int columns = firstColumns(from);
    for (int index = from + 1; index < to; index++) {
      columns += chunks.get(index).addedColumns();
    }
    return columns;
  }

  private int firstColumns(int from) {
    Chunk first = chunks.get(from);
    return from == 0 ? first.reserved() + first.columns() : first.columns();
  }

  /** Squares: two lines of 30 cost less than one of 40 and one of 20. */
  private int costOf(int columns, int columnsAbove) {
    int square = UNEVENNESS * columns * columns / (width * width);
    return columnsAbove > columns ? square + TOP_HEAVY : square;
  }

  private static int costOfBreak(Border border) {
    return switch (border) {
      case SENTENCE -> 0;
      case CLAUSE -> 3;
      case LINK -> 6;
      case PLAIN -> 10;
      case LEANING -> 18;
    };
  }
}
