package dev.mediajobs.worker.speech;

import dev.mediajobs.speech.TurnTiming;
import java.time.Duration;
import java.util.List;
import java.util.Set;

/**
 * What became of a script.
 *
 * @param duration of the audio, measured
 * @param timings of every turn, in order, measured
 * @param latency from the beginning of the work to its end
 * @param requests pieces that the engine was asked for
 * @param notFollowed what some turn wished and its voice can't do, in the order of {@link
 *     Voice.Ability}; it was left out
 */
public record SpokenScript(
    Duration duration,
    List<TurnTiming> timings,
    Duration latency,
    int requests,
    Set<Voice.Ability> notFollowed) {
  /** Keeps a copy of the timings. */
  public SpokenScript {
    timings = List.copyOf(timings);
  }
}
