package dev.mediajobs.worker.engine;

import dev.mediajobs.jobs.Job;
import dev.mediajobs.jobs.Stage;

/** What a step is given: its job, its time, and a way to say how far it is. */
public final class Work {

  private final HeldJob held;
  private final Deadline deadline;

  Work(HeldJob held, Deadline deadline) {
    this.held = held;
    this.deadline = deadline;
  }

  /** The job as this worker holds it. */
  public Job job() {
    return held.job();
  }

  /** By when the step must have ended. */
  public Deadline deadline() {
    return deadline;
  }

  /**
   * What an earlier step found out.
   *
   * @throws IllegalStateException when none has found it out
   */
  public String fact(String name) {
    return job()
        .checkpoint()
        .fact(name)
        .orElseThrow(() -> new IllegalStateException("no earlier step has found out " + name));
  }

  /** A stage begins; people see it at once. */
  public void enter(Stage stage) {
    held.enter(stage);
  }

  /**
   * {@code fraction} (0 to 1) of the stage is done. May be called as often as one likes; people see
   * it every two seconds.
   */
  public void report(Stage stage, double fraction) {
    held.report(stage, fraction);
  }
}
