package dev.mediajobs.local.transcribe;

import java.time.Instant;

/** A job at one moment. */
record TranscriptionJob(TranscriptionRequest request, Instant creation, JobState state) {

  String name() {
    return request.name();
  }

  TranscriptionJob in(JobState next) {
    return new TranscriptionJob(request, creation, next);
  }
}
