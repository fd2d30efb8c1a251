package dev.mediajobs.worker;

import dev.mediajobs.aws.Environment;
import java.time.Duration;
import java.util.Optional;

/**
 * The worker's settings, as template.yaml names them.
 *
 * @param table the jobs table
 * @param bucket the media bucket
 * @param queueUrl the job queue
 * @param deadLetterQueueUrl where messages go that nobody understands
 * @param transcribePrefix what the names of this stack's transcriptions begin with
 * @param transcribeRole the role that lets Transcribe queue transcriptions
 * @param longestAudio the longest recording that is taken, at most 4 hours
 * @param askAgain after how long Transcribe is asked about a transcription of which no news came
 */
record WorkerSettings(
    String table,
    String bucket,
    String queueUrl,
    String deadLetterQueueUrl,
    String transcribePrefix,
    Optional<String> transcribeRole,
    Duration longestAudio,
    Duration askAgain) {

  private static final long MOST_AUDIO_SECONDS = 14_400;
  private static final long MOST_ASK_AGAIN_SECONDS = 900;

  /**
   * From a function's environment.
   *
   * @throws IllegalStateException naming the variable that is missing or senseless
   */
  static WorkerSettings of(Environment environment) {
    return new WorkerSettings(
        environment.text("JOBS_TABLE"),
        environment.text("MEDIA_BUCKET"),
        environment.text("JOB_QUEUE_URL"),
        environment.text("JOB_DEAD_LETTER_QUEUE_URL"),
        environment.text("TRANSCRIBE_NAME_PREFIX"),
        environment.find("TRANSCRIBE_ROLE_ARN"),
        environment.seconds("MAXIMUM_AUDIO_SECONDS", 1, MOST_AUDIO_SECONDS),
        environment.seconds("TRANSCRIBE_CHECK_SECONDS", 1, MOST_ASK_AGAIN_SECONDS));
  }
}
