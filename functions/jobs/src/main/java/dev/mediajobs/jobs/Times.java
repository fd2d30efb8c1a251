package dev.mediajobs.jobs;

import java.time.Instant;
import java.util.Optional;

/**
 * When things happened to a job.
 *
 * @param created when it was accepted
 * @param started when a worker first began it
 * @param awaitingSince since when an engine outside works on it; empty while none does
 * @param completed when it ended, well or badly
 * @param retainedUntil when it is gone for every reader, whatever its status
 */
public record Times(
    Instant created,
    Optional<Instant> started,
    Optional<Instant> awaitingSince,
    Optional<Instant> completed,
    Instant retainedUntil) {

  Times startedAt(Instant now) {
    return new Times(
        created, Optional.of(started.orElse(now)), awaitingSince, completed, retainedUntil);
  }

  Times awaitingFrom(Instant now) {
    return new Times(created, started, Optional.of(now), completed, retainedUntil);
  }

  Times notAwaiting() {
    return new Times(created, started, Optional.empty(), completed, retainedUntil);
  }

  Times completedAt(Instant now) {
    return new Times(created, started, Optional.empty(), Optional.of(now), retainedUntil);
  }
}
