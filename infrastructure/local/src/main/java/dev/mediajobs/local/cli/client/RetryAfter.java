package dev.mediajobs.local.cli.client;

import java.net.http.HttpHeaders;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.Optional;

/**
 * The Retry-After header of an answer: seconds or a date (RFC 9110, section 10.2.3). A value that
 * is neither counts as absent, and never more than {@link #LONGEST} is read out of one.
 */
final class RetryAfter {
  /** Enough for every endpoint that is still there, and short enough to seem alive. */
  static final Duration LONGEST = Duration.ofMinutes(1);

  private static final int MOST_DIGITS = 9;

  private RetryAfter() {}

  static Optional<Duration> of(HttpHeaders headers, Clock clock) {
    return headers
        .firstValue("retry-after")
        .flatMap(value -> parse(value.strip(), clock))
        .map(time -> time.isNegative() ? Duration.ZERO : time)
        .map(time -> time.compareTo(LONGEST) > 0 ? LONGEST : time);
  }

  private static Optional<Duration> parse(String value, Clock clock) {
    if (!value.isEmpty() && value.chars().allMatch(c -> c >= '0' && c <= '9')) {
      return Optional.of(
          value.length() > MOST_DIGITS ? LONGEST : Duration.ofSeconds(Long.parseLong(value)));
    }
    try {
      Instant date = DateTimeFormatter.RFC_1123_DATE_TIME.parse(value, Instant::from);
      return Optional.of(Duration.between(clock.instant(), date));
    } catch (DateTimeException notADate) {
      return Optional.empty();
    }
  }
}
