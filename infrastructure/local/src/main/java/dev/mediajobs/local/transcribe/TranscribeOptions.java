package dev.mediajobs.local.transcribe;

import java.time.Duration;
import java.util.List;

/**
 * How the emulator behaves.
 *
 * @param concurrentJobs how many jobs may be IN_PROGRESS, from 1 to 250 (the default limit of an
 *     AWS account); more are refused or, if they allow deferred execution, queued
 * @param recognitions how many jobs are worked on at one time, from 1 to 16; the others that are
 *     IN_PROGRESS wait for a thread
 * @param delay how long every job takes at least, from zero to a day
 * @param faults what goes wrong on purpose
 */
public record TranscribeOptions(
    int concurrentJobs, int recognitions, Duration delay, List<Fault> faults) {

  /** Checks the ranges. */
  public TranscribeOptions {
    if (concurrentJobs < 1 || concurrentJobs > 250) {
      throw new IllegalArgumentException(
          "concurrentJobs must be from 1 to 250, not " + concurrentJobs);
    }
    if (recognitions < 1 || recognitions > 16) {
      throw new IllegalArgumentException("recognitions must be from 1 to 16, not " + recognitions);
    }
    if (delay.isNegative() || delay.compareTo(Duration.ofDays(1)) > 0) {
      throw new IllegalArgumentException("delay must be from zero to a day, not " + delay);
    }
    faults = List.copyOf(faults);
  }

  /** An account's default limit, one recognition at a time, no delay, no faults. */
  public static TranscribeOptions defaults() {
    return new TranscribeOptions(250, 1, Duration.ZERO, List.of());
  }

  /** The same with another limit of jobs IN_PROGRESS. */
  public TranscribeOptions withConcurrentJobs(int number) {
    return new TranscribeOptions(number, recognitions, delay, faults);
  }

  /** The same with another least duration of a job. */
  public TranscribeOptions withDelay(Duration least) {
    return new TranscribeOptions(concurrentJobs, recognitions, least, faults);
  }

  /** The same with these faults instead of the earlier ones. */
  public TranscribeOptions withFaults(Fault... some) {
    return new TranscribeOptions(concurrentJobs, recognitions, delay, List.of(some));
  }

  <F extends Fault> List<F> faultsFor(String jobName, Class<F> kind) {
    return faults.stream()
        .filter(kind::isInstance)
        .map(kind::cast)
        .filter(fault -> fault.strikes(jobName))
        .toList();
  }
}
