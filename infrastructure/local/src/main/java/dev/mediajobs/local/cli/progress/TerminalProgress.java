package dev.mediajobs.local.cli.progress;

import java.io.PrintStream;

/** A bar that is redrawn in place, for a terminal. */
public final class TerminalProgress implements ProgressDisplay {
  /** ECMA-48 "erase in line": from the cursor to the end. */
  private static final String ERASE_REST = "\u001b[K";

  private final PrintStream out;
  private final int columns;
  private String shown = "";
  private boolean closed;

  /**
   * @param out the terminal
   * @param columns its width
   */
  public TerminalProgress(PrintStream out, int columns) {
    this.out = out;
    this.columns = columns;
  }

  @Override
  public synchronized void show(Progress progress) {
    String line = ProgressBar.render(progress, columns);
    if (!closed && !line.equals(shown)) {
      out.print("\r" + line + ERASE_REST);
      out.flush();
      shown = line;
    }
  }

  @Override
  public synchronized void close() {
    if (!closed && !shown.isEmpty()) {
      out.println();
    }
    closed = true;
  }
}
