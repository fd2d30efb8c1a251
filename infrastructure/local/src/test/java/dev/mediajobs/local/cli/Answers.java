package dev.mediajobs.local.cli;

/** Answers of a job, as the API words them. */
final class Answers {
  static final String PENDING = "{\"status\":\"pending\",\"progress\":0,\"progress_stage\":null}";
  static final String TRANSCRIBING =
      "{\"status\":\"processing\",\"progress\":50,\"progress_stage\":\"transcribing\","
          + "\"estimated_remaining_seconds\":61}";
  static final String COMPLETED =
      "{\"status\":\"completed\",\"progress\":100,\"progress_stage\":\"complete\"}";
  static final String FAILED =
      "{\"status\":\"failed\",\"progress\":30,\"progress_stage\":\"extracting\","
          + "\"error_code\":\"no_audio\",\"error_message\":\"The video has no sound.\"}";
  static final String CANCELLED = "{\"status\":\"cancelled\",\"progress\":0}";

  private Answers() {}
}
