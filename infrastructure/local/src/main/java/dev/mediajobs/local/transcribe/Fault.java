package dev.mediajobs.local.transcribe;

import java.util.regex.Pattern;

/** Something that goes wrong on purpose, so that clients can be tested against it. */
public sealed interface Fault {

  /** Whether the fault strikes the job of this name. */
  default boolean strikes(String jobName) {
    return names().matcher(jobName).matches();
  }

  /** Which jobs the fault strikes: those whose whole name matches. */
  Pattern names();

  /**
   * The job ends FAILED after its delay, without its media being read.
   *
   * @param reason the FailureReason that clients see
   */
  record FailedJob(Pattern names, String reason) implements Fault {}

  /** No event tells that the job has ended, which Amazon EventBridge's best effort allows. */
  record LostEvent(Pattern names) implements Fault {}

  /** The event comes twice, with the same id. */
  record RepeatedEvent(Pattern names) implements Fault {}

  /**
   * A recording in which nobody speaks fails if its language is to be identified, as with the real
   * service; without this fault its transcript is empty.
   */
  record UnidentifiedSilence(Pattern names) implements Fault {}

  /**
   * Requests about the job are answered with InternalFailureException.
   *
   * @param operation the only operation affected, such as {@code GetTranscriptionJob}
   * @param times how many requests of the operation fail before one succeeds again, counted for
   *     each job
   */
  record InternalFailure(Pattern names, String operation, int times) implements Fault {}

  /**
   * Requests about the job are answered with AccessDeniedException, as when a policy is wrong.
   *
   * @param operation the only operation affected, such as {@code StartTranscriptionJob}
   */
  record AccessDenied(Pattern names, String operation) implements Fault {}
}
