package dev.mediajobs.api.canonical;

import dev.mediajobs.api.http.Answer;
import dev.mediajobs.jobs.Job;
import dev.mediajobs.jobs.JobId;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;

/** Where and when a client should ask how a job is. */
final class Polling {

  private static final Duration SHORTEST_PAUSE = Duration.ofSeconds(2);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(5);

  /** How long a job must have been going on before it is worth asking less often. */
  private static final Duration YOUNG = Duration.ofMinutes(1);

  private Polling() {}

  /** The answer to whoever made a job begin. */
  static Answer begun(Answer answer, JobId job) {
    return answer.with("location", "/api/jobs/" + job).with("retry-after", text(SHORTEST_PAUSE));
  }

  /** The answer to whoever looked at these jobs: advice is left out when all have ended. */
  static Answer advised(Answer answer, List<Job> jobs, Instant now) {
    return jobs.stream()
        .filter(job -> !job.status().isTerminal())
        .map(job -> pause(job, now))
        .min(Comparator.naturalOrder())
        .map(pause -> answer.with("retry-after", text(pause)))
        .orElse(answer);
  }

  private static Duration pause(Job job, Instant now) {
    Duration age = Duration.between(job.times().created(), now);
    return age.compareTo(YOUNG) < 0 ? SHORTEST_PAUSE : LONGEST_PAUSE;
  }

  private static String text(Duration duration) {
    return Long.toString(duration.toSeconds());
  }
}
