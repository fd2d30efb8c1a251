package dev.mediajobs.local.cli.client;

import java.net.http.HttpClient;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Follows a job to its end: told while it happens where the endpoint can, else by asking when the
 * endpoint suggests it (Retry-After), else ever less often. An endpoint that is away for a while
 * does not end the watch.
 */
public final class JobWatch {
  private static final Duration SHORTEST_PAUSE = Duration.ofMillis(250);
  private static final Duration FIRST_PAUSE = Duration.ofSeconds(1);
  private static final Duration LONGEST_OWN_PAUSE = Duration.ofSeconds(10);
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  private final JobLookup jobs;
  private final HttpClient http;
  private final Pauses pauses;
  private final Clock clock;

  /**
   * @param jobs where the job is
   * @param http makes connections
   * @param pauses waits between questions
   * @param clock measures how long the watch lasts
   */
  public JobWatch(JobLookup jobs, HttpClient http, Pauses pauses, Clock clock) {
    this.jobs = jobs;
    this.http = http;
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
    List<String> tokens = List.of(submitted.reference().token());
    try (LiveNews news = new LiveNews(jobs, http, pauses, clock, tokens)) {
      while (true) {
        Optional<Job> told = told(news, next(suggested, own, deadline), deadline);
        if (told.filter(job -> !job.status().terminal()).isPresent()) {
          told.ifPresent(listener);
        } else {
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
        }
        if (!clock.instant().isBefore(deadline)) {
          throw timedOut(limit);
        }
        own = shorter(own.multipliedBy(2), LONGEST_OWN_PAUSE);
      }
    }
  }

  static ApiException.Unavailable timedOut(Duration limit) {
    return new ApiException.Unavailable(
        "timed_out", "the job did not end within " + inWords(limit) + "; it goes on");
  }

  private Optional<Job> told(LiveNews news, Duration pause, Instant deadline)
      throws InterruptedException {
    Duration left = Duration.between(clock.instant(), deadline);
    return news.next(pause, left.isNegative() ? Duration.ZERO : left).map(LiveNews.News::job);
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
