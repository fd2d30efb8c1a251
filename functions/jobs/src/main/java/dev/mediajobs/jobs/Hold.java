package dev.mediajobs.jobs;

import java.time.Instant;
import java.util.Optional;

/**
 * Who may change a job now.
 *
 * @param fence grows by one whenever the holder changes: with every claim, release, await and
 *     recovery. Whoever knows only an older one can change nothing
 * @param holder a random name that the holder chose for itself, so that it recognises its own write
 *     when the answer to it was lost; empty while nobody runs
 * @param lease until when the holder, or whoever is to come, has time
 */
public record Hold(long fence, Optional<String> holder, Lease lease) {

  Hold takenBy(String newHolder, Instant until) {
    return new Hold(fence + 1, Optional.of(newHolder), new Lease(Lease.Kind.RUNNING, until));
  }

  Hold released(Lease.Kind kind, Instant until) {
    return new Hold(fence + 1, Optional.empty(), new Lease(kind, until));
  }

  Hold prolonged(Instant until) {
    return new Hold(fence, holder, new Lease(lease.kind(), until));
  }

  /** Ends with nobody holding it. */
  Hold withdrawn(Instant toldBy) {
    return released(Lease.Kind.TOLD_BY, toldBy);
  }

  Hold ended(Instant toldBy) {
    return new Hold(fence, holder, new Lease(Lease.Kind.TOLD_BY, toldBy));
  }

  Hold told() {
    return new Hold(fence, holder, new Lease(Lease.Kind.TOLD, lease.until()));
  }
}
