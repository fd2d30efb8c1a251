package dev.mediajobs.worker.speaking;

import dev.mediajobs.jobs.Failure;
import dev.mediajobs.jobs.Failures;
import dev.mediajobs.worker.engine.Outcome;
import dev.mediajobs.worker.speech.SpeechException;
import java.util.Map;

/** Why a script can't be spoken, in the words its owner reads. */
final class SpeakingFailures {

  static final Failure GONE =
      new Failure("source_missing", "The script is no longer there. Please submit it again.");
  static final Failure UNREADABLE =
      new Failure("script_refused", "The script can't be read any more. Please submit it again.");
  static final Failure REFUSED =
      new Failure(
          "provider_refused",
          "The speech service does not work for us at the moment, whatever the script. Please tell whoever runs this service.");

  private SpeakingFailures() {}

  static Failure withdrawn(String provider) {
    return new Failure(
        "provider_missing",
        "The speech service %s is no longer offered. Submit the script for another one."
            .formatted(provider));
  }

  /** What a failure to speak means for the job. */
  static Outcome of(SpeechException e) {
    return switch (e.kind()) {
      case PASSING -> new Outcome.TransientFailure(Failures.CONNECTION, Map.of(), e);
      case PERMANENT -> new Outcome.PermanentFailure(REFUSED, e);
      case BAD_INPUT ->
          new Outcome.PermanentFailure(
              new Failure(
                  "script_refused",
                  "%s %s. Change the script and submit it again."
                      .formatted(e.field().isEmpty() ? "The script" : e.field(), e.problem())),
              e);
    };
  }
}
