package dev.mediajobs.jobs;

import java.time.Duration;
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
 * @param expected how long it was taken to last when it was accepted, from its submission to its
 *     end
 */
public record Times(
    Instant created,
    Optional<Instant> started,
    Optional<Instant> awaitingSince,
    Optional<Instant> completed,
    Instant retainedUntil,
    Duration expected) {

  Times expecting(Duration estimate) {
    return new Times(created, started, awaitingSince, completed, retainedUntil, estimate);
  }

  /** The same, of a job of this origin that has just ended. */
  Times retaining(Origin origin, Instant now) {
    return new Times(
        created,
        started,
        awaitingSince,
        completed,
        origin.retainedAfter(retainedUntil, now),
        expected);
  }

  /** As if nobody had begun it. */
  Times restarted() {
    return new Times(
        created, Optional.empty(), Optional.empty(), Optional.empty(), retainedUntil, expected);
  }

  Times startedAt(Instant now) {
    return new Times(
        created,
        Optional.of(started.orElse(now)),
        awaitingSince,
        completed,
        retainedUntil,
        expected);
  }

  Times awaitingFrom(Instant now) {
    return new Times(created, started, Optional.of(now), completed, retainedUntil, expected);
  }

  Times notAwaiting() {
    return new Times(created, started, Optional.empty(), completed, retainedUntil, expected);
  }

  Times completedAt(Instant now) {
    return new Times(created, started, Optional.empty(), Optional.of(now), retainedUntil, expected);
  }
}
