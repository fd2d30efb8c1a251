package dev.mediajobs.local.model;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The table's stream: what it shows of jobs, in the order of each one's changes. */
final class SimulatedStream {

  private final List<News> news = new ArrayList<>();

  /**
   * A change of a job's row.
   *
   * @param before the row as it was; empty when it is new
   * @param after the row as it is
   * @param written when
   */
  record News(Optional<JobView> before, JobView after, Instant written) {}

  /** Takes up what one write has changed. */
  void add(Snapshot before, Snapshot now, Instant written) {
    now.jobs()
        .forEach(
            (id, job) -> {
              Optional<JobView> earlier = Optional.ofNullable(before.jobs().get(id));
              if (!earlier.equals(Optional.of(job))) {
                news.add(new News(earlier, job, written));
              }
            });
  }

  /** The oldest news of each job. */
  List<News> next() {
    Set<String> seen = new HashSet<>();
    return news.stream().filter(one -> seen.add(one.after().id())).toList();
  }

  /** All of it, the oldest first. */
  List<News> all() {
    return List.copyOf(news);
  }

  void remove(News one) {
    news.remove(one);
  }
}
