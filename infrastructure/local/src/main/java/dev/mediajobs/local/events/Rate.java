package dev.mediajobs.local.events;

import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A rate expression of EventBridge, such as {@code rate(5 minutes)} ("Rate expressions" in the
 * EventBridge guide).
 *
 * @param period the time from one event to the next
 */
public record Rate(Duration period) {

  /** At most five digits, so that no period overflows anything that counts nanoseconds. */
  private static final Pattern EXPRESSION =
      Pattern.compile("rate\\(([1-9][0-9]{0,4}) (minute|hour|day)(s?)\\)");

  /**
   * Reads an expression.
   *
   * @throws IllegalArgumentException when it is none, among others because it uses the singular
   *     where EventBridge wants the plural; the message says what is right
   */
  public static Rate of(String expression) {
    if (expression.startsWith("cron(") || expression.startsWith("at(")) {
      throw new IllegalArgumentException(
          expression + " is not emulated here; only rate(...) is, such as rate(5 minutes)");
    }
    Matcher matcher = EXPRESSION.matcher(expression);
    if (!matcher.matches()) {
      throw new IllegalArgumentException(
          "'%s' is no schedule; one is rate(1 minute), rate(5 minutes), rate(1 hour) or rate(2 days)"
              .formatted(expression));
    }
    int value = Integer.parseInt(matcher.group(1));
    String unit = matcher.group(2);
    if ((value == 1) != matcher.group(3).isEmpty()) {
      throw new IllegalArgumentException(
          "EventBridge takes rate(%d %s%s), not %s"
              .formatted(value, unit, value == 1 ? "" : "s", expression));
    }
    return new Rate(
        switch (unit) {
          case "minute" -> Duration.ofMinutes(value);
          case "hour" -> Duration.ofHours(value);
          default -> Duration.ofDays(value);
        });
  }
}
