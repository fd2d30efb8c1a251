package dev.mediajobs.worker.cleaning;

import dev.mediajobs.jobs.Failure;
import dev.mediajobs.worker.recordings.ReadingFailures;
import dev.mediajobs.worker.recordings.SpokenDuration;
import java.time.Duration;

/** Why a recording can't be cleaned, in the words its owner reads. */
final class CleaningFailures {

  /** S3 copies no larger object at once. */
  static final Failure TOO_LARGE =
      new Failure(
          "result_too_large",
          "The cleaned file would be larger than 5 GB. Split the recording and submit the parts.");

  private static final Failure NO_AUDIO =
      new Failure("no_audio", "Cannot remove noise from assets without audio");

  private CleaningFailures() {}

  /** When the recording can't be read, and when its sound lasts longer than {@code longest}. */
  static ReadingFailures reading(Duration longest) {
    return new ReadingFailures(
        NO_AUDIO,
        new Failure(
            "audio_too_long",
            "The recording is longer than %s, the most that can be cleaned. Split it and submit the parts."
                .formatted(SpokenDuration.of(longest))));
  }
}
