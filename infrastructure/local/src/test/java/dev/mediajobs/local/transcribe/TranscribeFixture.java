package dev.mediajobs.local.transcribe;

import dev.mediajobs.local.TranscribeService;
import dev.mediajobs.local.s3.BucketNotifications;
import dev.mediajobs.local.s3.S3Server;
import dev.mediajobs.local.speech.Recognizer;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.transcribe.TranscribeClient;
import software.amazon.awssdk.services.transcribe.model.StartTranscriptionJobRequest;
import software.amazon.awssdk.services.transcribe.model.TranscriptionJob;
import software.amazon.awssdk.services.transcribe.model.TranscriptionJobStatus;

/** The emulator between a real S3 server and the real SDK client. */
final class TranscribeFixture implements AutoCloseable {

  static final String BUCKET = "media";
  static final Instant NOW = Instant.parse("2026-11-20T10:00:00.250Z");

  private static final StaticCredentialsProvider CREDENTIALS =
      StaticCredentialsProvider.create(AwsBasicCredentials.create("local", "local-secret"));

  final List<String> events = new CopyOnWriteArrayList<>();
  final S3Client s3;
  private final S3Server server;
  private @Nullable Running running;

  private record Running(TranscribeService service, TranscribeClient client) {}

  TranscribeFixture(Path folder) {
    server =
        S3Server.start(
            folder.resolve("s3"),
            CREDENTIALS.resolveCredentials(),
            Optional.empty(),
            new BucketNotifications(Clock.systemUTC()));
    s3 =
        S3Client.builder()
            .endpointOverride(server.endpoint())
            .forcePathStyle(true)
            .region(Region.US_EAST_1)
            .credentialsProvider(CREDENTIALS)
            .httpClientBuilder(UrlConnectionHttpClient.builder())
            .build();
    s3.createBucket(create -> create.bucket(BUCKET));
  }

  TranscribeClient start(TranscribeOptions options, Recognizer recognizer) throws Exception {
    return start(options, recognizer, Optional.empty());
  }

  TranscribeClient start(TranscribeOptions options, Recognizer recognizer, Optional<Path> data)
      throws Exception {
    stop();
    TranscribeService service =
        TranscribeEmulator.factory(options, recognizer)
            .start(s3, events::add, data, Clock.fixed(NOW, ZoneOffset.UTC));
    TranscribeClient client =
        TranscribeClient.builder()
            .endpointOverride(service.endpoint())
            .region(Region.US_EAST_1)
            .credentialsProvider(CREDENTIALS)
            .httpClientBuilder(UrlConnectionHttpClient.builder())
            .build();
    running = new Running(service, client);
    return client;
  }

  URI endpoint() {
    if (running == null) {
      throw new IllegalStateException("Not started");
    }
    return running.service().endpoint();
  }

  void stop() {
    if (running != null) {
      running.client().close();
      running.service().close();
      running = null;
    }
  }

  /** Waits for the first event about the job. */
  String eventOf(String name) {
    return Awaitility.await()
        .atMost(Duration.ofMinutes(3))
        .pollInterval(Duration.ofMillis(20))
        .until(() -> eventsOf(name), list -> !list.isEmpty())
        .getFirst();
  }

  List<String> eventsOf(String name) {
    return events.stream().filter(event -> event.contains("\"" + name + "\"")).toList();
  }

  void upload(String key, byte[] bytes) {
    s3.putObject(put -> put.bucket(BUCKET).key(key), RequestBody.fromBytes(bytes));
  }

  byte[] download(String key) {
    return s3.getObjectAsBytes(get -> get.bucket(BUCKET).key(key)).asByteArray();
  }

  /** A request that breaks no rule. */
  static StartTranscriptionJobRequest.Builder request(String name, String mediaKey) {
    return StartTranscriptionJobRequest.builder()
        .transcriptionJobName(name)
        .languageCode("en-US")
        .media(media -> media.mediaFileUri("s3://" + BUCKET + "/" + mediaKey))
        .outputBucketName(BUCKET)
        .outputKey("out/" + name + ".json");
  }

  /** Waits until the job has ended. */
  static TranscriptionJob ended(TranscribeClient client, String name) {
    return Awaitility.await()
        .atMost(Duration.ofMinutes(3))
        .pollInterval(Duration.ofMillis(20))
        .until(
            () ->
                client
                    .getTranscriptionJob(get -> get.transcriptionJobName(name))
                    .transcriptionJob(),
            job ->
                job.transcriptionJobStatus() == TranscriptionJobStatus.COMPLETED
                    || job.transcriptionJobStatus() == TranscriptionJobStatus.FAILED);
  }

  @Override
  public void close() {
    stop();
    s3.close();
    server.close();
  }
}
