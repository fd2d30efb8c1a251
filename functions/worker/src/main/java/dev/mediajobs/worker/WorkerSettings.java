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
 * @param longestSpeech the longest speech that is made, at most a day
 * @param speechConcurrency how many requests a speech engine gets at once from one job
 * @param diskBytes how much the function's disk holds
 * @param speechServer the speech server of the deployment's own, beside Amazon Polly
 */
record WorkerSettings(
    String table,
    String bucket,
    String queueUrl,
    String deadLetterQueueUrl,
    String transcribePrefix,
    Optional<String> transcribeRole,
    Duration longestAudio,
    Duration askAgain,
    Duration longestSpeech,
    int speechConcurrency,
    long diskBytes,
    Optional<SpeechServer> speechServer) {

  private static final long MOST_AUDIO_SECONDS = 14_400;
  private static final long MOST_ASK_AGAIN_SECONDS = 900;
  private static final long MOST_SPEECH_SECONDS = 86_400;
  private static final int MOST_SPEECH_CONCURRENCY = 64;
  private static final long LEAST_DISK = 512;
  private static final long MOST_DISK = 10_240;
  private static final long MEGABYTE = 1024 * 1024;

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
        environment.seconds("TRANSCRIBE_CHECK_SECONDS", 1, MOST_ASK_AGAIN_SECONDS),
        environment.seconds("MAXIMUM_SPEECH_SECONDS", 1, MOST_SPEECH_SECONDS),
        (int) environment.number("SPEECH_CONCURRENCY", 1, MOST_SPEECH_CONCURRENCY),
        environment.number("DISK_MEGABYTES", LEAST_DISK, MOST_DISK) * MEGABYTE,
        SpeechServer.of(environment));
  }
}
