package dev.mediajobs.local.cli.progress;

/** Shows progress to whoever waits for it. Implementations may be called from several threads. */
public interface ProgressDisplay extends AutoCloseable {

  /** Shows this progress, or nothing if it would look as the last one did. */
  void show(Progress progress);

  /** Leaves the output ready for other text; {@link #show} shows nothing afterwards. */
  @Override
  void close();
}
