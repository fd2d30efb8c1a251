package dev.mediajobs.notifier.tries;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * When something that could not be delivered is tried again: each pause up to a fifth longer than
 * the schedule says, and no shorter than the receiver asks for.
 */
public final class RetrySchedule {

  /** Ten tries within about three days, as Standard Webhooks 1.0.0 proposes. */
  private static final List<Duration> OF_CALLBACKS =
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

  /** Ten tries within less than a day: nobody wants to be notified of what was long ago. */
  private static final List<Duration> OF_NOTIFICATIONS =
      List.of(
          Duration.ofSeconds(10),
          Duration.ofMinutes(1),
          Duration.ofMinutes(5),
          Duration.ofMinutes(15),
          Duration.ofMinutes(30),
          Duration.ofHours(1),
          Duration.ofHours(2),
          Duration.ofHours(4),
          Duration.ofHours(8));

  private static final double JITTER = 0.2;

  /** A receiver can't put anything off for longer. */
  private static final Duration LONGEST = Duration.ofHours(24);

  private static final int MOST_DIGITS = 9;

  /** The pause before the second try, the third one, and so on. */
  private final List<Duration> pauses;

  private final RandomGenerator random;

  private RetrySchedule(List<Duration> pauses, RandomGenerator random) {
    this.pauses = pauses;
    this.random = random;
  }

  /** Of those who want to be called back. */
  public static RetrySchedule ofCallbacks(RandomGenerator random) {
    return new RetrySchedule(OF_CALLBACKS, random);
  }

  /** Of the push services of browsers. */
  public static RetrySchedule ofNotifications(RandomGenerator random) {
    return new RetrySchedule(OF_NOTIFICATIONS, random);
  }

  /**
   * The pause before the next try.
   *
   * @param tries how many there were, at least 1
   * @param retryAfter what the receiver asked for, as the header Retry-After
   * @return empty when there were enough
   */
  public Optional<Duration> after(int tries, Optional<String> retryAfter, Instant now) {
    if (tries > pauses.size()) {
      return Optional.empty();
    }
    Duration usual = pauses.get(tries - 1);
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
