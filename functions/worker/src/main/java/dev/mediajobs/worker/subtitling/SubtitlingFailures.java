package dev.mediajobs.worker.subtitling;

import dev.mediajobs.jobs.Failure;
import dev.mediajobs.jobs.Failures;
import dev.mediajobs.worker.engine.Outcome;
import dev.mediajobs.worker.media.MediaException;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.Map;

/** Why a recording can't be made into subtitles, in the words its owner reads. */
final class SubtitlingFailures {

  private static final String CANT_PROCESS =
      "Failed to process video format. The file may be corrupted or use an unsupported codec.";

  static final Failure NOT_MEDIA = new Failure("unsupported_media", CANT_PROCESS);
  static final Failure DAMAGED = new Failure("damaged_media", CANT_PROCESS);
  static final Failure NO_AUDIO =
      new Failure(
          "no_audio",
          "The recording has no sound, so there is nothing to transcribe. Submit a file with an audio track.");
  static final Failure GONE =
      new Failure(
          "source_missing", "The uploaded file is no longer there. Please upload it again.");
  static final Failure REFUSED =
      new Failure(
          "transcription_refused",
          "The speech service could not work with the sound of this recording. Try another format or a clearer recording.");
  static final Failure TRANSCRIPT_UNREADABLE =
      new Failure(
          "transcript_unreadable",
          "The speech service returned something that could not be read. Please upload the file again.");

  private SubtitlingFailures() {}

  static Failure tooLong(Duration longest) {
    return new Failure(
        "audio_too_long",
        "The recording is longer than %s, the most that can be transcribed. Split it and submit the parts."
            .formatted(spoken(longest)));
  }

  static Failure tooShort(Duration found, Duration shortest) {
    return new Failure(
        "audio_too_short",
        "The recording holds only %s of sound; at least %s is needed. Submit a longer recording."
            .formatted(spoken(found), spoken(shortest)));
  }

  /**
   * What a failure to read the recording means for the job.
   *
   * @param timeWasShort whether the function's own end, not the step's limit, cut it off
   */
  static Outcome of(MediaException e, Duration longest, boolean timeWasShort) {
    return switch (e.kind()) {
      case NOT_MEDIA -> new Outcome.PermanentFailure(NOT_MEDIA, e);
      case DAMAGED -> new Outcome.PermanentFailure(DAMAGED, e);
      case NO_AUDIO -> new Outcome.PermanentFailure(NO_AUDIO, e);
      case TOO_LONG -> new Outcome.PermanentFailure(tooLong(longest), e);
      case GONE -> new Outcome.PermanentFailure(GONE, e);
      case UNREACHABLE -> new Outcome.TransientFailure(Failures.CONNECTION, Map.of(), e);
      case TIMED_OUT ->
          timeWasShort
              ? new Outcome.HandOver()
              : new Outcome.PermanentFailure(Failures.TIMED_OUT, e);
    };
  }

  /** A duration as people say it: "4 hours", "90 minutes", "0.2 seconds", "0.499 seconds". */
  static String spoken(Duration duration) {
    if (duration.toMillis() % 3_600_000 == 0 && !duration.isZero()) {
      return counted(duration.toHours(), "hour");
    }
    if (duration.toMillis() % 60_000 == 0 && !duration.isZero()) {
      return counted(duration.toMinutes(), "minute");
    }
    // Nothing is rounded: "only 0.5 seconds, at least 0.5 seconds is needed" would puzzle people.
    BigDecimal seconds = BigDecimal.valueOf(duration.toMillis(), 3).stripTrailingZeros();
    return seconds.setScale(Math.max(1, seconds.scale())).toPlainString() + " seconds";
  }

  private static String counted(long number, String unit) {
    return number == 1 ? "1 " + unit : number + " " + unit + "s";
  }
}
