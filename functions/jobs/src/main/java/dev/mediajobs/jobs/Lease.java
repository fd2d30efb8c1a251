package dev.mediajobs.jobs;

import java.time.Instant;
import java.util.Locale;

/**
 * The instant by which whoever a job depends on must have shown itself; after it, recovery may step
 * in. A job has one lease at a time.
 *
 * @param kind who is depended on
 * @param until when patience ends
 */
public record Lease(Kind kind, Instant until) {

  /** Whom a job depends on. */
  public enum Kind {
    /** Some worker, to claim it. */
    PENDING,
    /** The worker that holds it, to go on. */
    RUNNING,
    /** An engine outside, to finish; nobody of ours runs meanwhile. */
    AWAITING,
    /** Whoever tells people that the job has ended. */
    TOLD_BY,
    /** Nobody any more: it has ended and people were told. */
    TOLD;

    /** The spelling in rows. */
    public String text() {
      return name().toLowerCase(Locale.ROOT);
    }

    static Kind of(String text) {
      return valueOf(text.toUpperCase(Locale.ROOT));
    }
  }

  /** Whether patience has ended at {@code now}. */
  public boolean isExpiredAt(Instant now) {
    return !now.isBefore(until);
  }
}
