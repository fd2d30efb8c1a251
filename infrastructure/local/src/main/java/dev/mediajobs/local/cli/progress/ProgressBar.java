package dev.mediajobs.local.cli.progress;

/** The one-line picture of a progress; a pure function of the progress and the width. */
final class ProgressBar {
  private static final int STAGE_WIDTH = "transcribing".length();
  private static final int LONGEST_BAR = 40;
  private static final int SHORTEST_BAR = 8;

  private ProgressBar() {}

  /**
   * Draws stage, bar, percentage and time left; what does not fit is left out, the time first, then
   * the bar, so that the line never wraps.
   *
   * @param columns width of the terminal; the line is at least one shorter
   */
  static String render(Progress progress, int columns) {
    int width = Math.max(columns - 1, 1);
    String stage = padded(progress.stage());
    String percent = "%3d %%".formatted(progress.percent());
    String left = progress.remaining().map(time -> "  " + TimeLeft.text(time)).orElse("");

    int forBar = width - stage.length() - percent.length() - left.length() - "  []  ".length();
    if (forBar < SHORTEST_BAR) {
      forBar += left.length();
      left = "";
    }
    if (forBar >= SHORTEST_BAR) {
      return stage
          + "  "
          + bar(progress.percent(), Math.min(forBar, LONGEST_BAR))
          + "  "
          + percent
          + left;
    }
    String bare = progress.stage() + " " + progress.percent() + " %";
    return bare.length() <= width ? bare : bare.substring(0, width);
  }

  private static String padded(String stage) {
    return stage + " ".repeat(Math.max(0, STAGE_WIDTH - stage.length()));
  }

  private static String bar(int percent, int length) {
    int filled = length * percent / 100;
    return "[" + "#".repeat(filled) + "-".repeat(length - filled) + "]";
  }
}
