package dev.mediajobs.local.cli.client;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.net.http.HttpClient;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Waits for something to happen to jobs: over the endpoint's WebSocket API while there is one, and
 * by merely letting time pass while there is none. Connects again when a connection ends.
 */
final class LiveNews implements AutoCloseable {
  /** How long nothing may be told before the jobs are asked for nevertheless. */
  private static final Duration LONGEST_SILENCE = Duration.ofMinutes(1);

  /** API Gateway ends a connection on which nothing moves for ten minutes. */
  private static final Duration PING_EVERY = Duration.ofMinutes(4);

  private static final Duration CONNECT_AGAIN_AFTER = Duration.ofSeconds(30);

  private final JobLookup jobs;
  private final HttpClient http;
  private final Pauses pauses;
  private final Clock clock;
  private final List<String> tokens;
  private final Map<String, String> versions = new HashMap<>();

  private Optional<JobSocket> socket = Optional.empty();
  private Instant nextConnect = Instant.MIN;
  private Instant nextPing = Instant.MIN;

  /**
   * What the endpoint told by itself.
   *
   * @param id the job
   * @param job as it was then
   */
  record News(String id, Job job) {}

  /**
   * @param jobs where the jobs are
   * @param http makes connections
   * @param pauses waits while there is no connection
   * @param tokens access tokens of the jobs
   */
  LiveNews(JobLookup jobs, HttpClient http, Pauses pauses, Clock clock, Collection<String> tokens) {
    this.jobs = jobs;
    this.http = http;
    this.pauses = pauses;
    this.clock = clock;
    this.tokens = List.copyOf(tokens);
  }

  /**
   * Waits until something is told.
   *
   * @param pause how long to wait before asking, while nothing can be told
   * @param left how long to wait at most in any case
   * @return what was told; empty when it is time to ask
   */
  Optional<News> next(Duration pause, Duration left) throws InterruptedException {
    if (socket.filter(JobSocket::isOpen).isEmpty() && connect()) {
      // What happened before the subscription has to be asked for.
      return Optional.empty();
    }
    Optional<JobSocket> open = socket.filter(JobSocket::isOpen);
    if (open.isEmpty()) {
      pauses.pause(pause);
      return Optional.empty();
    }
    if (!clock.instant().isBefore(nextPing)) {
      open.get().ping();
      nextPing = clock.instant().plus(PING_EVERY);
    }
    return told(open.get(), left.compareTo(LONGEST_SILENCE) < 0 ? left : LONGEST_SILENCE);
  }

  private Optional<News> told(JobSocket open, Duration atMost) throws InterruptedException {
    Instant end = clock.instant().plus(atMost);
    while (true) {
      Duration left = Duration.between(clock.instant(), end);
      Optional<JsonNode> frame = open.next(left.isNegative() ? Duration.ZERO : left);
      if (frame.isEmpty()) {
        return Optional.empty();
      }
      Optional<News> news = news(frame.get());
      if (news.isPresent()) {
        return news;
      }
    }
  }

  /** A frame about a job that is not older than what is known of it. */
  private Optional<News> news(JsonNode frame) {
    JsonNode job = frame.path("job");
    String id = job.path("job_id").asText();
    String version = frame.path("version").asText();
    if (id.isEmpty() || version.compareTo(versions.getOrDefault(id, "")) < 0) {
      return Optional.empty();
    }
    versions.put(id, version);
    return Job.told(job).map(told -> new News(id, told));
  }

  private boolean connect() throws InterruptedException {
    close();
    if (clock.instant().isBefore(nextConnect)) {
      return false;
    }
    nextConnect = clock.instant().plus(CONNECT_AGAIN_AFTER);
    Optional<URI> address = jobs.socket();
    if (address.isPresent()) {
      socket = JobSocket.open(address.get(), http, tokens);
      nextPing = clock.instant().plus(PING_EVERY);
    }
    return socket.isPresent();
  }

  @Override
  public void close() {
    socket.ifPresent(JobSocket::close);
    socket = Optional.empty();
  }
}
