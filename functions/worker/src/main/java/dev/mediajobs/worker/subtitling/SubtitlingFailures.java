package dev.mediajobs.worker.subtitling;

import dev.mediajobs.jobs.Failure;
import dev.mediajobs.worker.recordings.ReadingFailures;
import dev.mediajobs.worker.recordings.SpokenDuration;
import java.time.Duration;

/** Why a recording can't be made into subtitles, in the words its owner reads. */
final class SubtitlingFailures {

  private static final Failure NO_AUDIO =
      new Failure(
          "no_audio",
          "The recording has no sound, so there is nothing to transcribe. Submit a file with an audio track.");
  static final Failure REFUSED =
      new Failure(
          "transcription_refused",
          "The speech service could not work with the sound of this recording. Try another format or a clearer recording.");
  static final Failure TRANSCRIPT_UNREADABLE =
      new Failure(
          "transcript_unreadable",
          "The speech service returned something that could not be read. Please upload the file again.");

  private SubtitlingFailures() {}

  /** When the recording can't be read, and when its sound lasts longer than {@code longest}. */
  static ReadingFailures reading(Duration longest) {
    return new ReadingFailures(
        NO_AUDIO,
        new Failure(
            "audio_too_long",
            "The recording is longer than %s, the most that can be transcribed. Split it and submit the parts."
                .formatted(SpokenDuration.of(longest))));
  }

  static Failure tooShort(Duration found, Duration shortest) {
    return new Failure(
        "audio_too_short",
        "The recording holds only %s of sound; at least %s is needed. Submit a longer recording."
            .formatted(SpokenDuration.of(found), SpokenDuration.of(shortest)));
  }
}
