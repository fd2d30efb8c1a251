package dev.mediajobs.speech;

import java.util.Optional;

/**
 * How something is to be said, as far as the engine can.
 *
 * @param rate times the voice's own speed, 0.5 to 2
 * @param pitch semitones above (or, negative, below) the voice's own pitch, -7 to 7
 * @param style a manner of speaking, such as {@code news}, or a wish in words; engines differ in
 *     which they know
 */
public record Delivery(double rate, double pitch, Optional<String> style) {
  /** The voice's own. */
  public static final Delivery PLAIN = new Delivery(1, 0, Optional.empty());

  /**
   * Checks the bounds.
   *
   * @throws IllegalArgumentException when something is out of them
   */
  public Delivery {
    Rules.require("rate", Rules.rate(rate));
    Rules.require("pitch", Rules.pitch(pitch));
    style.ifPresent(name -> Rules.require("style", Rules.style(name)));
  }

  /** The same at the voice's own speed. */
  public Delivery withoutRate() {
    return new Delivery(1, pitch, style);
  }

  /** The same at the voice's own pitch. */
  public Delivery withoutPitch() {
    return new Delivery(rate, 0, style);
  }

  /** The same in the voice's own manner. */
  public Delivery withoutStyle() {
    return new Delivery(rate, pitch, Optional.empty());
  }
}
