package dev.mediajobs.worker.speech;

import java.time.Duration;
import java.util.Optional;

/**
 * Something could not be spoken. The message is detail for the log: it holds no key and no more of
 * the text than a few words; {@link #problem} is fit for whoever sent the script.
 */
public final class SpeechException extends Exception {
  private static final long serialVersionUID = 1L;

  /** Whose fault it is, and so whether to try again. */
  public enum Kind {
    /** The network's or the engine's; another try may succeed. */
    PASSING,
    /** The deployment's, such as a wrong key; no script would be spoken. */
    PERMANENT,
    /** The script's; another one may be spoken. */
    BAD_INPUT
  }

  private final Kind kind;
  private final String field;
  private final String problem;
  private final transient Optional<Duration> retryAfter;

  private SpeechException(
      Kind kind,
      String field,
      String problem,
      Optional<Duration> retryAfter,
      Optional<Exception> cause) {
    super((field.isEmpty() ? "" : field + ": ") + problem, cause.orElse(null));
    this.kind = kind;
    this.field = field;
    this.problem = problem;
    this.retryAfter = retryAfter;
  }

  static SpeechException passing(String detail, Exception cause) {
    return new SpeechException(Kind.PASSING, "", detail, Optional.empty(), Optional.of(cause));
  }

  static SpeechException passing(String detail, Optional<Duration> retryAfter) {
    return new SpeechException(Kind.PASSING, "", detail, retryAfter, Optional.empty());
  }

  static SpeechException permanent(String detail, Optional<Exception> cause) {
    return new SpeechException(Kind.PERMANENT, "", detail, Optional.empty(), cause);
  }

  static SpeechException badInput(String field, String problem, Optional<Exception> cause) {
    return new SpeechException(Kind.BAD_INPUT, field, problem, Optional.empty(), cause);
  }

  /** The same about a field of the script, unless it names one already. */
  SpeechException about(String path) {
    return field.isEmpty()
        ? new SpeechException(kind, path, problem, retryAfter, Optional.of(this))
        : this;
  }

  /** Whose fault it is. */
  public Kind kind() {
    return kind;
  }

  /**
   * The path of the field of the script that it is about, such as {@code turns[3]}; empty when it
   * is about none.
   */
  public String field() {
    return field;
  }

  /** What is wrong; of bad input to be read after the field's path. */
  public String problem() {
    return problem;
  }

  /** How long the engine asked to be left alone. */
  Optional<Duration> retryAfter() {
    return retryAfter;
  }
}
