package dev.mediajobs.local.faults;

/** The worker function, wherever it runs. */
@FunctionalInterface
public interface Worker {

  /** Hands it a message of the job queue; says whether it is done with it. */
  boolean takes(String message);
}
