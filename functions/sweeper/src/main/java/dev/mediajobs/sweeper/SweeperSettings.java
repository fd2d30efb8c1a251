package dev.mediajobs.sweeper;

import dev.mediajobs.aws.Environment;
import java.time.Duration;

/**
 * The sweeper's settings, as template.yaml names them.
 *
 * @param table the jobs table
 * @param queueUrl the job queue
 * @param webhookQueueUrl the queue of deliveries
 * @param running how many running jobs are recovered a run, 1 to 100
 * @param batch how many rows of each other kind are looked at a run, 1 to 100
 * @param askAgain after how long an engine outside is asked again that was still at work
 */
record SweeperSettings(
    String table,
    String queueUrl,
    String webhookQueueUrl,
    int running,
    int batch,
    Duration askAgain) {

  private static final int MOST_ROWS = 100;
  private static final int MOST_ASK_AGAIN_SECONDS = 900;

  /**
   * From a function's environment.
   *
   * @throws IllegalStateException naming the variable that is missing or senseless
   */
  static SweeperSettings of(Environment environment) {
    return new SweeperSettings(
        environment.text("JOBS_TABLE"),
        environment.text("JOB_QUEUE_URL"),
        environment.text("WEBHOOK_QUEUE_URL"),
        (int) environment.number("RUNNING_RECOVERED", 1, MOST_ROWS),
        (int) environment.number("SWEEP_BATCH", 1, MOST_ROWS),
        environment.seconds("TRANSCRIBE_CHECK_SECONDS", 1, MOST_ASK_AGAIN_SECONDS));
  }
}
