package dev.mediajobs.worker.engine;

/**
 * One step of a pipeline. It may be begun several times for one job, also by two workers at once;
 * only one outcome counts.
 */
public interface Step {

  /** The step's name in checkpoints. */
  String name();

  /**
   * Does the step.
   *
   * @throws InterruptedException when the hold on the job was lost meanwhile; whatever was begun
   *     has been undone or is harmless
   * @throws Exception as a failure that the engine judges: passing when it is the network's or
   *     AWS's, permanent otherwise
   */
  Outcome run(Work work) throws Exception;
}
