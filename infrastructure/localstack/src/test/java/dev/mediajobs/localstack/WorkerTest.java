package dev.mediajobs.localstack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.mediajobs.jobs.Job;
import dev.mediajobs.jobs.JobId;
import dev.mediajobs.local.sample.Sample;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.transcribe.model.LanguageCode;
import software.amazon.awssdk.services.transcribe.model.TranscriptionJob;
import software.amazon.awssdk.services.transcribe.model.TranscriptionJobStatus;
import software.amazon.awssdk.services.transcribe.model.TranscriptionJobSummary;

@OnAwsEndpoint
class WorkerTest {

  private static final int ASKED_AT_MOST = 5;

  private static final String TRANSCRIPT =
      """
      {"jobName": "any", "accountId": "000000000000", "status": "COMPLETED", "results": {
        "transcripts": [{"transcript": "Good morning."}],
        "items": [
          {"type": "pronunciation", "start_time": "0.5", "end_time": "0.9",
           "alternatives": [{"confidence": "0.99", "content": "Good"}]},
          {"type": "pronunciation", "start_time": "0.9", "end_time": "1.6",
           "alternatives": [{"confidence": "0.98", "content": "morning"}]},
          {"type": "punctuation", "alternatives": [{"confidence": "0.0", "content": "."}]}
        ]}}
      """;

  private static Deployment deployment;
  private static Api api;
  private static Worker worker;
  private static byte[] video;

  @BeforeAll
  static void deploy(Endpoint endpoint, @TempDir Path folder) throws Exception {
    deployment = Deployment.on(endpoint);
    api = new Api(deployment);
    worker = new Worker(deployment);
    Sample.copyTo(folder.resolve("dialogue.mp4"));
    video = Files.readAllBytes(folder.resolve("dialogue.mp4"));
  }

  @AfterAll
  static void delete() {
    deployment.close();
    api.close();
  }

  @Test
  void aRecordingIsProbedAndExtractedAndItsSoundGivenToTranscribe() throws Exception {
    Reply submitted = submitted();

    work(submitted);

    Job awaiting = row(submitted);
    assertThat(awaiting.isAwaiting()).isTrue();
    String audio = fact(awaiting, "extracted_key");
    assertThat(stored(audio, 4)).isEqualTo("fLaC");
    TranscriptionJob transcription = transcription(transcriptionOf(submitted));
    assertThat(transcription.media().mediaFileUri())
        .isEqualTo("s3://%s/%s".formatted(deployment.id("MediaBucket"), audio));
    assertThat(transcription.languageCode()).isEqualTo(LanguageCode.EN_US);
    assertThat(fact(awaiting, "transcription")).isEqualTo(transcriptionOf(submitted));
    assertThat(api.job(submitted).text("progress_stage")).isEqualTo("transcribing");
  }

  @Test
  void aTranscriptionThatWasBoughtBeforeIsNotBoughtAgain() throws Exception {
    Reply submitted = submitted();
    String name = transcriptionOf(submitted);
    String bucket = deployment.id("MediaBucket");
    String bought = "s3://%s/bought-before.mp4".formatted(bucket);
    deployment.s3.putObject(
        put -> put.bucket(bucket).key("bought-before.mp4"), RequestBody.fromBytes(video));
    deployment.transcribe.startTranscriptionJob(
        start ->
            start
                .transcriptionJobName(name)
                .languageCode(LanguageCode.EN_US)
                .media(media -> media.mediaFileUri(bought)));

    work(submitted);

    assertThat(row(submitted).isAwaiting()).isTrue();
    assertThat(fact(row(submitted), "transcription")).isEqualTo(name);
    assertThat(transcriptionsOf(submitted)).containsExactly(name);
    assertThat(transcription(name).media().mediaFileUri()).isEqualTo(bought);
  }

  @Test
  void aFinishedTranscriptionBecomesSubtitlesThatCanBeDownloaded() throws Exception {
    Reply submitted = completed();

    assertThat(api.job(submitted).text("status")).isEqualTo("completed");
    HttpResponse<String> file = downloaded(submitted);
    assertThat(file.statusCode()).isEqualTo(200);
    assertThat(file.body()).startsWith("1\r\n").contains("Good morning.");
  }

  @Test
  void aDownloadIsSavedUnderTheNameOfTheUpload() throws Exception {
    new Abilities(deployment).assumeChosenHeaders();
    HttpResponse<String> file = downloaded(completed());

    assertThat(file.headers().firstValue("content-disposition").orElse("")).contains("talk.srt");
  }

  @Test
  void aVoidMessageIsAcknowledgedAndChangesNothing() throws Exception {
    Reply submitted = submitted();
    Message message = jobQueue().takeFor(submitted.text("job_id"));
    worker.deliver(message);
    Job awaiting = row(submitted);

    assertThat(worker.deliver(message).getBatchItemFailures()).isEmpty();

    assertThat(row(submitted)).isEqualTo(awaiting);
  }

  @Test
  void aForeignMessageGoesToTheDeadLettersAtOnce() {
    String body = "this is not for you";
    deployment.sqs.sendMessage(send -> send.queueUrl(deployment.id("JobQueue")).messageBody(body));
    Message foreign = jobQueue().take(message -> message.body().equals(body));

    assertThat(worker.deliver(foreign).getBatchItemFailures()).isEmpty();

    Message dead =
        new Messages(deployment.sqs, deployment.id("JobDeadLetterQueue"))
            .take(message -> message.body().equals(body));
    assertThat(dead.messageAttributes()).containsKey("Problem");
  }

  private static Reply submitted() throws Exception {
    byte[] recording = unheardBefore();
    Reply opened = api.open(recording.length);
    assertThat(api.put(opened, recording).statusCode()).isEqualTo(200);
    Reply submitted = api.submit(opened.text("key"));
    assertThat(submitted.status()).isEqualTo(202);
    return submitted;
  }

  /**
   * The same video with other bytes at its end, in a box that players skip (ISO 14496-12, "free"):
   * of the same bytes the result would be copied.
   */
  private static byte[] unheardBefore() {
    byte[] other = UUID.randomUUID().toString().getBytes(StandardCharsets.US_ASCII);
    return ByteBuffer.allocate(video.length + 8 + other.length)
        .put(video)
        .putInt(8 + other.length)
        .put("free".getBytes(StandardCharsets.US_ASCII))
        .put(other)
        .array();
  }

  private static void work(Reply submitted) throws Exception {
    Message message = jobQueue().takeFor(submitted.text("job_id"));
    assertThat(worker.deliver(message).getBatchItemFailures()).isEmpty();
  }

  /** A job whose transcription has ended, and of which the worker was told so. */
  private static Reply completed() throws Exception {
    Reply submitted = submitted();
    work(submitted);
    String name = transcriptionOf(submitted);
    assumeTrue(
        finishes(name),
        "Transcribe at this endpoint does not finish at once: what comes after is skipped");
    // Endpoints recognise different words or none; what counts here is that ours are found.
    String transcript = fact(row(submitted), "transcript_key");
    deployment.s3.putObject(
        put -> put.bucket(deployment.id("MediaBucket")).key(transcript),
        RequestBody.fromString(TRANSCRIPT));
    assertThat(worker.deliverEndOf(name).getBatchItemFailures()).isEmpty();
    return submitted;
  }

  private static HttpResponse<String> downloaded(Reply submitted) throws Exception {
    Reply download = api.download(submitted, "srt");
    assertThat(download.status()).isEqualTo(302);
    return api.get(download.header("location"));
  }

  private static String transcriptionOf(Reply submitted) throws Exception {
    String prefix =
        deployment.environmentOf("WorkerFunction").getOrDefault("TRANSCRIBE_NAME_PREFIX", "");
    return prefix + submitted.text("job_id") + ".1";
  }

  /** The names of all transcriptions that were started for the job. */
  private static List<String> transcriptionsOf(Reply submitted) throws Exception {
    String id = submitted.text("job_id");
    return deployment
        .transcribe
        .listTranscriptionJobs(list -> list.jobNameContains(id))
        .transcriptionJobSummaries()
        .stream()
        .map(TranscriptionJobSummary::transcriptionJobName)
        .filter(name -> name.contains(id))
        .toList();
  }

  private static boolean finishes(String name) {
    for (int asked = 0; asked < ASKED_AT_MOST; asked++) {
      if (transcription(name).transcriptionJobStatus() == TranscriptionJobStatus.COMPLETED) {
        return true;
      }
    }
    return false;
  }

  private static TranscriptionJob transcription(String name) {
    return deployment
        .transcribe
        .getTranscriptionJob(get -> get.transcriptionJobName(name))
        .transcriptionJob();
  }

  private static Job row(Reply submitted) throws Exception {
    JobId id = JobId.parse(submitted.text("job_id")).orElseThrow();
    return deployment.jobs().find(id).orElseThrow();
  }

  private static String fact(Job job, String name) {
    return job.checkpoint().fact(name).orElseThrow();
  }

  private static String stored(String key, int bytes) {
    byte[] content =
        deployment
            .s3
            .getObjectAsBytes(get -> get.bucket(deployment.id("MediaBucket")).key(key))
            .asByteArray();
    return new String(Arrays.copyOf(content, bytes), StandardCharsets.ISO_8859_1);
  }

  private static Messages jobQueue() {
    return new Messages(deployment.sqs, deployment.id("JobQueue"));
  }
}
