package dev.mediajobs.local.cli;

import java.net.URI;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** A running local stack, as far as the command line needs to know it. */
interface LocalStack extends AutoCloseable {

  /** Where its API is. */
  URI api();

  /** The variables with which AWS's own tools find it, and MEDIA_BUCKET; holds credentials. */
  Map<String, String> environment();

  @Override
  void close();

  /** Starts stacks. */
  @FunctionalInterface
  interface Starter {
    /**
     * Starts a stack, ready for requests.
     *
     * @throws CommandFailure if it can't start
     */
    LocalStack start(Wishes wishes);
  }

  /**
   * How a stack is wanted.
   *
   * @param port port of its API on 127.0.0.1, or 0 for any free one
   * @param data folder that keeps its state; empty means nothing is kept
   * @param isolated whether each of its functions' environments is a process of its own
   * @param notes takes what only a curious person wants to know
   */
  record Wishes(int port, Optional<Path> data, boolean isolated, Consumer<String> notes) {
    /** Any free port, and nothing kept. */
    static Wishes forOneJob(boolean isolated, Consumer<String> notes) {
      return new Wishes(0, Optional.empty(), isolated, notes);
    }
  }
}
