package dev.mediajobs.local.polly;

import java.time.Duration;
import java.util.regex.Pattern;

/** Something that goes wrong with SynthesizeSpeech on purpose, so that clients can be tested. */
public sealed interface Fault {

  /** Whether the fault strikes requests with this text. */
  default boolean strikes(String text) {
    return texts().matcher(text).find();
  }

  /** Which requests the fault strikes: those in whose text this is found. */
  Pattern texts();

  /**
   * Requests are answered with ThrottlingException.
   *
   * @param times how many requests that this fault strikes fail before they succeed again
   */
  record Throttled(Pattern texts, int times) implements Fault {}

  /**
   * Requests are answered with ServiceFailureException, whose status is 500.
   *
   * @param times how many requests that this fault strikes fail before they succeed again
   */
  record ServiceFailure(Pattern texts, int times) implements Fault {}

  /** Requests are answered with AccessDeniedException, as when a policy is wrong. */
  record AccessDenied(Pattern texts) implements Fault {}

  /**
   * Requests are answered late.
   *
   * @param delay from zero to ten minutes
   */
  record Slow(Pattern texts, Duration delay) implements Fault {

    private static final Duration LONGEST = Duration.ofMinutes(10);

    /** Checks the range. */
    public Slow {
      if (delay.isNegative() || delay.compareTo(LONGEST) > 0) {
        throw new IllegalArgumentException("delay must be from zero to ten minutes, not " + delay);
      }
    }
  }
}
