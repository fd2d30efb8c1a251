package dev.mediajobs.local.cli.client;

import java.net.http.HttpClient;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.BiConsumer;

/**
 * Follows several jobs until all of them have ended, as {@link JobWatch} does with one: told while
 * it happens where the endpoint can, else by asking ever less often.
 */
public final class JobsWatch {
  private static final Duration FIRST_PAUSE = Duration.ofSeconds(1);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(10);
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  private final ApiClient api;
  private final HttpClient http;
  private final Pauses pauses;
  private final Clock clock;

  /**
   * @param api where the jobs are
   * @param http makes connections
   * @param pauses waits between questions
   * @param clock measures how long the watch lasts
   */
  public JobsWatch(ApiClient api, HttpClient http, Pauses pauses, Clock clock) {
    this.api = api;
    this.http = http;
    this.pauses = pauses;
    this.clock = clock;
  }

  /**
   * Returns the jobs once the status of each is terminal.
   *
   * @param tokens access tokens of jobs; those that open none are only counted
   * @param limit how long to watch at most
   * @param listener hears of every job at first, and then of each change
   * @throws ApiException.Unavailable if the limit has passed, or the endpoint stayed away too long
   */
  public JobList await(List<String> tokens, Duration limit, BiConsumer<String, Job> listener)
      throws InterruptedException {
    Instant deadline = clock.instant().plus(limit);
    Instant heard = clock.instant();
    Duration pause = FIRST_PAUSE;
    Map<String, Job> shown = new TreeMap<>();
    try (LiveNews news = new LiveNews(api, http, pauses, clock, tokens)) {
      while (true) {
        try {
          JobList list = api.jobs(tokens);
          heard = clock.instant();
          list.jobs().forEach((id, job) -> show(id, job, shown, listener));
          if (list.allEnded()) {
            return list;
          }
        } catch (ApiException.Unavailable away) {
          if (Duration.between(heard, clock.instant()).compareTo(PATIENCE) > 0) {
            throw away;
          }
        }
        Optional<LiveNews.News> told;
        do {
          Duration left = Duration.between(clock.instant(), deadline);
          if (!left.isPositive()) {
            throw JobWatch.timedOut(limit);
          }
          told = news.next(pause.compareTo(left) < 0 ? pause : left, left);
          told.ifPresent(one -> show(one.id(), one.job(), shown, listener));
        } while (told.isPresent() && !told.get().job().status().terminal());
        pause =
            pause.multipliedBy(2).compareTo(LONGEST_PAUSE) < 0
                ? pause.multipliedBy(2)
                : LONGEST_PAUSE;
      }
    }
  }

  /** Says nothing twice. */
  private static void show(
      String id, Job job, Map<String, Job> shown, BiConsumer<String, Job> listener) {
    Optional<Job> before = Optional.ofNullable(shown.put(id, job));
    if (before.filter(job::looksLike).isEmpty()) {
      listener.accept(id, job);
    }
  }
}
