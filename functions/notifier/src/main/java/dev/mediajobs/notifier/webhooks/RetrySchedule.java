package dev.mediajobs.notifier.webhooks;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * When a delivery that went wrong is tried again: ten tries within about three days, as Standard
 * Webhooks 1.0.0 proposes, each up to a fifth later than that, and no sooner than the receiver asks
 * for.
 */
final class RetrySchedule {

  /** The pause before the second try, the third one, and so on. */
  private static final List<Duration> PAUSES =
      List.of(
          Duration.ofSeconds(5),
          Duration.ofMinutes(5),
          Duration.ofMinutes(30),
          Duration.ofHours(2),
          Duration.ofHours(5),
          Duration.ofHours(10),
          Duration.ofHours(14),
          Duration.ofHours(20),
          Duration.ofHours(24));

  private static final double JITTER = 0.2;

  /** A receiver can't put a delivery off for longer. */
  private static final Duration LONGEST = Duration.ofHours(24);

  private static final int MOST_DIGITS = 9;

  private final RandomGenerator random;

  RetrySchedule(RandomGenerator random) {
    this.random = random;
  }

  /**
   * The pause before the next try.
   *
   * @param tries how many there were, at least 1
   * @param retryAfter what the receiver asked for, as the header Retry-After
   * @return empty when there were enough
   */
  Optional<Duration> after(int tries, Optional<String> retryAfter, Instant now) {
    if (tries > PAUSES.size()) {
      return Optional.empty();
    }
    Duration usual = PAUSES.get(tries - 1);
    Duration pause = usual.plusMillis((long) (usual.toMillis() * JITTER * random.nextDouble()));
    Duration asked = retryAfter.flatMap(header -> asked(header, now)).orElse(Duration.ZERO);
    Duration bounded = asked.compareTo(LONGEST) > 0 ? LONGEST : asked;
    return Optional.of(pause.compareTo(bounded) > 0 ? pause : bounded);
  }

  /** Seconds, or an instant (RFC 9110, section 10.2.3); what is neither counts as nothing. */
  private static Optional<Duration> asked(String header, Instant now) {
    if (!header.isEmpty()
        && header.length() <= MOST_DIGITS
        && header.chars().allMatch(c -> c >= '0' && c <= '9')) {
      return Optional.of(Duration.ofSeconds(Long.parseLong(header)));
    }
    try {
      Instant then = ZonedDateTime.parse(header, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant();
      return Optional.of(Duration.between(now, then));
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }
}
