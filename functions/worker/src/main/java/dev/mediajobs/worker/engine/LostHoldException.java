package dev.mediajobs.worker.engine;

/**
 * Somebody else has taken the job over; whatever this worker was about to write must not be
 * written.
 */
final class LostHoldException extends RuntimeException {

  LostHoldException(String job) {
    super("the hold on job " + job + " is lost");
  }
}
