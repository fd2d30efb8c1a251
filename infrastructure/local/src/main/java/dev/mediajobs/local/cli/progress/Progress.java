package dev.mediajobs.local.cli.progress;

import java.time.Duration;
import java.util.Optional;

/**
 * How far something has come.
 *
 * @param stage what is being done, in one word
 * @param percent 0 to 100; anything outside is moved to the nearer end
 * @param remaining the estimated time until the end, when there is an estimate
 */
public record Progress(String stage, int percent, Optional<Duration> remaining) {
  /** Moves the percentage into its range. */
  public Progress {
    percent = Math.clamp(percent, 0, 100);
  }
}
