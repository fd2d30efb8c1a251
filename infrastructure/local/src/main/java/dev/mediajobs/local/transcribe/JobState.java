package dev.mediajobs.local.transcribe;

import java.time.Instant;

/** Where a transcription job stands; each state carries what is known by then. */
sealed interface JobState {

  /** Waits until fewer jobs run. */
  record Queued() implements JobState {}

  /** Is worked on, or is about to be. */
  record InProgress(Instant start) implements JobState {}

  /**
   * The transcript is in its bucket.
   *
   * @param language in which it was heard
   * @param languageScore how sure the language is, from 0 to 1
   * @param mediaFormat what the media turned out to be
   * @param sampleRate samples a second of the media
   */
  record Completed(
      Instant start,
      Instant completion,
      String language,
      double languageScore,
      String mediaFormat,
      int sampleRate)
      implements JobState {}

  /** There will be no transcript; the reason is for people. */
  record Failed(Instant start, Instant completion, String reason) implements JobState {}

  /** The name of the state in the API. */
  default String status() {
    return switch (this) {
      case Queued _ -> "QUEUED";
      case InProgress _ -> "IN_PROGRESS";
      case Completed _ -> "COMPLETED";
      case Failed _ -> "FAILED";
    };
  }

  /** Whether the job has come to its end. */
  default boolean ended() {
    return this instanceof Completed || this instanceof Failed;
  }
}
