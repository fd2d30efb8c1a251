package dev.mediajobs.api;

import dev.mediajobs.api.identity.Issuer;
import dev.mediajobs.api.speech.SpeechEngines;
import dev.mediajobs.aws.Environment;
import dev.mediajobs.jobs.Pools;
import dev.mediajobs.outbound.Reach;
import java.time.Duration;
import java.util.Optional;

/**
 * What the template sets for the API function. The ranges are those of the template's parameters.
 *
 * @param table the jobs table
 * @param bucket the media bucket
 * @param queueUrl the job queue
 * @param webhookQueueUrl the queue of deliveries to those who want to be called back
 * @param reach what callbacks and notifications may reach
 * @param tokenKey the key from which access tokens are derived
 * @param pushKey the secret from which the key follows that push services know us by
 * @param maximumUploadBytes the largest file that may be uploaded
 * @param uploadAddressValidity how long an upload address is good for
 * @param downloadAddressValidity how long a download address is good for
 * @param inlineResultBytes up to which size results are part of a job's answer
 * @param pools how many jobs may be active at once
 * @param webUrl where the web panel is, if there is one
 * @param socketUrl where the WebSocket API is, if there is one
 * @param issuer who signs people in; empty when nobody can sign in
 * @param speechEngines the engines that speak scripts
 */
record Settings(
    String table,
    String bucket,
    String queueUrl,
    String webhookQueueUrl,
    Reach reach,
    String tokenKey,
    String pushKey,
    long maximumUploadBytes,
    Duration uploadAddressValidity,
    Duration downloadAddressValidity,
    long inlineResultBytes,
    Pools pools,
    Optional<String> webUrl,
    Optional<String> socketUrl,
    Optional<Issuer> issuer,
    SpeechEngines speechEngines) {

  /**
   * Reads them.
   *
   * @throws IllegalStateException when one is missing or out of range; the message names it
   */
  static Settings of(Environment environment) {
    return new Settings(
        environment.text("JOBS_TABLE"),
        environment.text("MEDIA_BUCKET"),
        environment.text("JOB_QUEUE_URL"),
        environment.text("WEBHOOK_QUEUE_URL"),
        Reach.of(environment),
        environment.text("TOKEN_KEY"),
        environment.text("PUSH_KEY"),
        environment.number("MAXIMUM_UPLOAD_BYTES", 1, 1_000_000_000_000L),
        environment.seconds("UPLOAD_URL_SECONDS", 60, 43_200),
        environment.seconds("DOWNLOAD_URL_SECONDS", 10, 3_600),
        environment.number("INLINE_RESULT_BYTES", 0, 4_000_000),
        Pools.from(environment),
        environment.find("WEB_URL"),
        environment.find("SOCKET_URL"),
        Issuer.of(environment),
        SpeechEngines.of(environment));
  }
}
