package dev.mediajobs.worker.engine;

import dev.mediajobs.jobs.Failure;
import dev.mediajobs.jobs.Job;
import java.util.Map;

/**
 * A step that an engine outside does. Its {@link #run} only says how that work will be recognised.
 */
public interface AwaitingStep extends Step {

  /** What the engine outside says of its work. */
  sealed interface Answer {

    /** It has not begun, or was never told to. */
    record Unknown() implements Answer {}

    /** It is at it. */
    record Working() implements Answer {}

    /**
     * It is done.
     *
     * @param facts what is to be known of its work
     */
    record Finished(Map<String, String> facts) implements Answer {}

    /**
     * It has given up on this recording.
     *
     * @param failure what the owner reads
     * @param facts how the next try differs from this one, should the owner ask for it
     * @param reason what it said, for the log
     */
    record Refused(Failure failure, Map<String, String> facts, String reason) implements Answer {}

    /**
     * It has failed by a fault of its own; another try may go better.
     *
     * @param facts how the next try differs from this one
     * @param reason what it said, for the log
     */
    record Faltered(Map<String, String> facts, String reason) implements Answer {}
  }

  /**
   * Tells the engine to begin. Called when the row already awaits its work, so no news can come too
   * early; telling it twice does no harm.
   *
   * @return whether it was new to the engine; of work that it has had before there may be no news
   *     to come
   * @throws RefusedException when the engine will never take this work
   */
  boolean start(Job awaiting) throws RefusedException;

  /** Asks the engine about its work. */
  Answer ask(Job awaiting);

  /** The engine will never take this work. */
  final class RefusedException extends Exception {
    private final Failure failure;

    /** With what the owner reads. */
    public RefusedException(Failure failure, Exception cause) {
      super(failure.code(), cause);
      this.failure = failure;
    }

    /** What the owner reads. */
    public Failure failure() {
      return failure;
    }
  }
}
