package dev.mediajobs.local.cli.client;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Follows a job to its end, asking when the endpoint suggests it (Retry-After), else ever less
 * often. An endpoint that is away for a while does not end the watch.
 */
public final class JobWatch {
  private static final Duration SHORTEST_PAUSE = Duration.ofMillis(250);
  private static final Duration FIRST_PAUSE = Duration.ofSeconds(1);
  private static final Duration LONGEST_OWN_PAUSE = Duration.ofSeconds(10);
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  private final JobLookup jobs;
  private final Pauses pauses;
  private final Clock clock;

  /**
   * @param jobs where the job is
   * @param pauses waits between questions
   * @param clock measures how long the watch lasts
   */
  public JobWatch(JobLookup jobs, Pauses pauses, Clock clock) {
    this.jobs = jobs;
    this.pauses = pauses;
    this.clock = clock;
  }

  /**
   * Returns the job once its status is terminal.
   *
   * @param limit how long to watch at most
   * @param listener hears of every answer
   * @throws ApiException.Unavailable if the limit has passed, or the endpoint stayed away too long
   * @throws ApiException.NoSuchJob if the job is gone
   */
  public Job await(SubmittedJob submitted, Duration limit, Consumer<Job> listener)
      throws InterruptedException {
    Instant deadline = clock.instant().plus(limit);
    Instant heard = clock.instant();
    Duration own = FIRST_PAUSE;
    Optional<Duration> suggested = submitted.retryAfter();
    while (true) {
      pauses.pause(next(suggested, own, deadline));
      try {
        Job job = jobs.job(submitted.reference());
        heard = clock.instant();
        listener.accept(job);
        if (job.status().terminal()) {
          return job;
        }
        suggested = job.retryAfter();
      } catch (ApiException.Unavailable away) {
        if (Duration.between(heard, clock.instant()).compareTo(PATIENCE) > 0) {
          throw away;
        }
        suggested = Optional.empty();
      }
      if (!clock.instant().isBefore(deadline)) {
        throw new ApiException.Unavailable(
            "timed_out", "the job did not end within " + inWords(limit) + "; it goes on");
      }
      own = shorter(own.multipliedBy(2), LONGEST_OWN_PAUSE);
    }
  }

  private Duration next(Optional<Duration> suggested, Duration own, Instant deadline) {
    Duration pause = suggested.orElse(own);
    Duration left = Duration.between(clock.instant(), deadline);
    Duration bounded = shorter(pause, left);
    return bounded.compareTo(SHORTEST_PAUSE) < 0 ? SHORTEST_PAUSE : bounded;
  }

  private static Duration shorter(Duration a, Duration b) {
    return a.compareTo(b) < 0 ? a : b;
  }

  private static String inWords(Duration time) {
    return time.toString().substring(2).toLowerCase(java.util.Locale.ROOT);
  }
}
