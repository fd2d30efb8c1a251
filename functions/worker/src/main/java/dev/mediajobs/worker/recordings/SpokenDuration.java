package dev.mediajobs.worker.recordings;

import java.math.BigDecimal;
import java.time.Duration;

/** A duration as people say it. */
public final class SpokenDuration {

  private SpokenDuration() {}

  /** "4 hours", "90 minutes", "0.2 seconds", "0.499 seconds". */
  public static String of(Duration duration) {
    if (duration.toMillis() % 3_600_000 == 0 && !duration.isZero()) {
      return counted(duration.toHours(), "hour");
    }
    if (duration.toMillis() % 60_000 == 0 && !duration.isZero()) {
      return counted(duration.toMinutes(), "minute");
    }
    // Nothing is rounded: "only 0.5 seconds, at least 0.5 seconds is needed" would puzzle people.
    BigDecimal seconds = BigDecimal.valueOf(duration.toMillis(), 3).stripTrailingZeros();
    return seconds.setScale(Math.max(1, seconds.scale())).toPlainString() + " seconds";
  }

  private static String counted(long number, String unit) {
    return number == 1 ? "1 " + unit : number + " " + unit + "s";
  }
}
