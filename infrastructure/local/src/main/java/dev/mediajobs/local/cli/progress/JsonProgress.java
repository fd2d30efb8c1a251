package dev.mediajobs.local.cli.progress;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.PrintStream;

/**
 * One JSON object a line each time stage or percentage changes, for a program: {@code
 * {"progress":{"stage":"extracting","percent":30,"remaining_seconds":12}}}, the last field null
 * when there is no estimate.
 */
public final class JsonProgress implements ProgressDisplay {
  private final PrintStream out;
  private String stage = "";
  private int percent = -1;

  /**
   * @param out takes the lines
   */
  public JsonProgress(PrintStream out) {
    this.out = out;
  }

  @Override
  public synchronized void show(Progress progress) {
    if (progress.stage().equals(stage) && progress.percent() == percent) {
      return;
    }
    stage = progress.stage();
    percent = progress.percent();
    ObjectNode line = JsonNodeFactory.instance.objectNode();
    ObjectNode inner = line.putObject("progress").put("stage", stage).put("percent", percent);
    progress
        .remaining()
        .ifPresentOrElse(
            time -> inner.put("remaining_seconds", time.toSeconds()),
            () -> inner.putNull("remaining_seconds"));
    out.println(line);
  }

  @Override
  public void close() {
    // Every line is already complete.
  }
}
