package dev.mediajobs.speech;

import java.time.Duration;
import java.util.Optional;

/**
 * What one role says before another takes over.
 *
 * @param role who speaks, a name of 1 to 64 characters
 * @param text what is said, 1 to 100,000 characters; plain text, whatever it looks like
 * @param pauseAfter silence that follows, 0 to 10 s, to the millisecond; empty for {@link
 *     Script#USUAL_PAUSE} before another turn
 */
public record Turn(String role, String text, Delivery delivery, Optional<Duration> pauseAfter) {
  /**
   * Checks the bounds.
   *
   * @throws IllegalArgumentException when something is out of them
   */
  public Turn {
    Rules.require("role", Rules.name(role));
    Rules.require("text", Rules.text(text));
    pauseAfter.ifPresent(pause -> Rules.require("pauseAfter", Rules.pause(pause)));
  }

  /** A turn in the voice's own manner. */
  public static Turn of(String role, String text) {
    return new Turn(role, text, Delivery.PLAIN, Optional.empty());
  }
}
