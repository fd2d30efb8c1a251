package dev.mediajobs.local.cli.progress;

import java.io.PrintStream;

/** One line each time the stage changes, for a log or a pipe. */
public final class LineProgress implements ProgressDisplay {
  private final PrintStream out;
  private String stage = "";

  /**
   * @param out takes the lines
   */
  public LineProgress(PrintStream out) {
    this.out = out;
  }

  @Override
  public synchronized void show(Progress progress) {
    if (!progress.stage().equals(stage)) {
      stage = progress.stage();
      String left = progress.remaining().map(time -> ", " + TimeLeft.text(time)).orElse("");
      out.println(stage + ", " + progress.percent() + " %" + left);
    }
  }

  @Override
  public void close() {
    // Every line is already complete.
  }
}
