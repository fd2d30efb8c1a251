package dev.mediajobs.jobs;

import java.time.Duration;
import java.time.Instant;

/**
 * The contract by which a job was asked for, or what else it came from. Each shows its own jobs
 * only, and keeps them for its own time.
 */
public enum Origin {
  /** {@code /api/jobs}: kept for 168 hours from its creation. */
  CANONICAL("canonical", StorageClass.WEEK, Duration.ofDays(7)),
  /** {@code /api/ai}: kept for 168 hours from its creation. */
  EDITOR("editor", StorageClass.WEEK, Duration.ofDays(7)),
  /** {@code /api/v1/jobs}: kept for 30 days from its end. */
  SPEECH("speech", StorageClass.MONTH, Duration.ofDays(30)),
  /** {@code /api/generate-subtitles}: kept for an hour from its end. */
  POLLING("polling", StorageClass.WEEK, Duration.ofDays(7)),
  /**
   * No contract at all: an object that was put into the inbox. Kept for 168 hours from its
   * creation; its result is copied to where it stays.
   */
  INBOX("inbox", StorageClass.WEEK, Duration.ofDays(7));

  /** How long a job of the polling contract outlives its end. */
  private static final Duration POLLING_AFTER_END = Duration.ofHours(1);

  private final String text;
  private final StorageClass storage;
  private final Duration retention;

  Origin(String text, StorageClass storage, Duration retention) {
    this.text = text;
    this.storage = storage;
    this.retention = retention;
  }

  /** The spelling in rows. */
  public String text() {
    return text;
  }

  /** Where the objects of its jobs lie. */
  public StorageClass storage() {
    return storage;
  }

  /** How long its jobs are kept, from their creation or, of speech, from their end. */
  public Duration retention() {
    return retention;
  }

  /**
   * Whether the upload that a job was made of goes as soon as the job has ended. Those of the other
   * contracts stay, so that a failed job can be tried again.
   */
  public boolean dropsSourceAtEnd() {
    return this == POLLING;
  }

  /** When a job that was just created is gone for every reader, should it never end. */
  Instant retainedFrom(Instant created) {
    return created.plus(retention);
  }

  /**
   * When a job that has just ended is gone for every reader.
   *
   * @param before what was said at its creation
   */
  Instant retainedAfter(Instant before, Instant ended) {
    return switch (this) {
      case CANONICAL, EDITOR, INBOX -> before;
      case SPEECH -> ended.plus(retention);
      case POLLING -> ended.plus(POLLING_AFTER_END);
    };
  }

  /**
   * The origin spelled {@code text}.
   *
   * @throws IllegalArgumentException when there is none
   */
  public static Origin of(String text) {
    for (Origin origin : values()) {
      if (origin.text.equals(text)) {
        return origin;
      }
    }
    throw new IllegalArgumentException("no contract is called " + text);
  }
}
