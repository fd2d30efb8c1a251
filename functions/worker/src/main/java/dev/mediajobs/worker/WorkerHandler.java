package dev.mediajobs.worker;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse;
import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse.BatchItemFailure;
import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import com.amazonaws.services.lambda.runtime.events.SQSEvent.SQSMessage;
import dev.mediajobs.aws.AwsClients;
import dev.mediajobs.aws.DeadLetters;
import dev.mediajobs.aws.Environment;
import dev.mediajobs.aws.LogLevel;
import dev.mediajobs.jobs.AssetStore;
import dev.mediajobs.jobs.DurationHistory;
import dev.mediajobs.jobs.JobQueue;
import dev.mediajobs.jobs.JobStore;
import dev.mediajobs.jobs.JobType;
import dev.mediajobs.jobs.MediaStore;
import dev.mediajobs.jobs.Originals;
import dev.mediajobs.jobs.UploadStore;
import dev.mediajobs.worker.assets.AssetProbe;
import dev.mediajobs.worker.cleaning.CleaningPipeline;
import dev.mediajobs.worker.engine.Deadline;
import dev.mediajobs.worker.engine.Engine;
import dev.mediajobs.worker.engine.Pipeline;
import dev.mediajobs.worker.media.Ffmpeg;
import dev.mediajobs.worker.speaking.SpeakingPipeline;
import dev.mediajobs.worker.speech.PollyProvider;
import dev.mediajobs.worker.speech.SpeechProvider;
import dev.mediajobs.worker.subtitling.SubtitlingPipeline;
import dev.mediajobs.worker.subtitling.TranscriptionName;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.polly.PollyClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.transcribe.TranscribeClient;

/**
 * The Lambda function behind the job queue. Each message of a batch succeeds or fails by itself.
 */
public final class WorkerHandler implements RequestHandler<SQSEvent, SQSBatchResponse> {

  /** Where sound lies while it is spoken; each user of a machine has one. */
  private static final Path SPEECH_FOLDER =
      Path.of(
          System.getProperty("java.io.tmpdir"),
          "mediajobs-speech-" + System.getProperty("user.name"));

  /** ffmpeg is unpacked on the same disk, and sound that is being decoded lies there. */
  private static final long DISK_FOR_OTHERS = 256L * 1024 * 1024;

  private final Logger log = LoggerFactory.getLogger(WorkerHandler.class);
  private final Engine engine;
  private final AssetProbe assetProbe;
  private final DeadLetters deadLetters;
  private final String transcribePrefix;
  private final Clock clock;

  /** As Lambda makes it, from the process's environment. */
  public WorkerHandler() {
    this(LogLevel.setFrom(System.getenv()));
  }

  /**
   * From an environment with the variables that template.yaml names.
   *
   * @throws IllegalStateException naming the variable that is missing or senseless
   */
  public WorkerHandler(Map<String, String> variables) {
    this(variables, Clock.tickMillis(ZoneOffset.UTC));
  }

  /**
   * The same, by another clock.
   *
   * @throws IllegalStateException naming the variable that is missing or senseless
   */
  public WorkerHandler(Map<String, String> variables, Clock clock) {
    Environment environment = new Environment(variables);
    WorkerSettings settings = WorkerSettings.of(environment);
    AwsClients clients = new AwsClients(environment);
    DynamoDbClient dynamoDb = clients.dynamoDb();
    SqsClient sqs = clients.sqs();
    S3Client s3 = clients.s3();
    this.clock = clock;
    this.transcribePrefix = settings.transcribePrefix();
    this.deadLetters = new DeadLetters(sqs, settings.deadLetterQueueUrl());
    JobStore jobs = new JobStore(dynamoDb, settings.table(), clock);
    MediaStore media = new MediaStore(s3, clients.s3Presigner(), settings.bucket());
    Ffmpeg ffmpeg = unpacked();
    this.assetProbe =
        AssetProbe.of(ffmpeg, new AssetStore(dynamoDb, settings.table(), clock), media);
    Pipeline subtitling =
        SubtitlingPipeline.of(
            ffmpeg,
            media,
            new UploadStore(dynamoDb, settings.table(), clock),
            new Originals(dynamoDb, settings.table(), jobs),
            s3,
            clients.configured(TranscribeClient.builder(), "TRANSCRIBE").build(),
            new SubtitlingPipeline.Settings(
                settings.transcribePrefix(),
                settings.transcribeRole(),
                settings.longestAudio(),
                settings.askAgain()));
    Pipeline cleaning = CleaningPipeline.of(media, s3, ffmpeg, settings.longestAudio());
    Pipeline speaking =
        SpeakingPipeline.of(
            media,
            s3,
            ffmpeg,
            providers(clients, settings),
            new SpeakingPipeline.Settings(
                settings.speechConcurrency(),
                settings.longestSpeech(),
                SPEECH_FOLDER,
                settings.diskBytes() - DISK_FOR_OTHERS),
            clock);
    this.engine =
        new Engine(
            jobs,
            new JobQueue(sqs, settings.queueUrl()),
            new DurationHistory(dynamoDb, settings.table()),
            Map.of(
                JobType.SUBTITLE_GENERATION, subtitling,
                JobType.NOISE_REMOVAL, cleaning,
                JobType.MULTI_ROLE_TTS, speaking,
                JobType.SINGLE_TTS, speaking),
            settings.askAgain(),
            clock,
            RandomGenerator.getDefault());
  }

  @Override
  public SQSBatchResponse handleRequest(SQSEvent event, Context context) {
    List<BatchItemFailure> failures = new ArrayList<>();
    for (SQSMessage message : event.getRecords()) {
      try {
        handle(message, Deadline.in(Duration.ofMillis(context.getRemainingTimeInMillis()), clock));
      } catch (RuntimeException e) {
        log.error(
            "the message {} could not be handled; it will come again", message.getMessageId(), e);
        failures.add(new BatchItemFailure(message.getMessageId()));
      }
    }
    return new SQSBatchResponse(failures);
  }

  private void handle(SQSMessage message, Deadline deadline) {
    switch (Message.of(message.getBody(), transcribePrefix)) {
      case Message.Due(var job, long fence, var lease) -> engine.due(job, fence, lease, deadline);
      case Message.TranscriptionEnded(var name) ->
          engine.news(name.job(), TranscriptionName.FACT, name.toString(), deadline);
      case Message.AssetArrived(var asset) -> assetProbe.look(asset, deadline);
      case Message.Foreign(String problem) -> {
        log.error("the message {} is not for this queue: {}", message.getMessageId(), problem);
        deadLetters.add(message.getBody(), problem);
      }
    }
  }

  private static List<SpeechProvider> providers(AwsClients clients, WorkerSettings settings) {
    SpeechProvider polly =
        new PollyProvider(clients.configured(PollyClient.builder(), "POLLY").build());
    return Stream.concat(
            Stream.of(polly), settings.speechServer().stream().map(SpeechServer::provider))
        .toList();
  }

  private static Ffmpeg unpacked() {
    try {
      return Ffmpeg.unpacked();
    } catch (IOException e) {
      throw new UncheckedIOException("ffmpeg could not be unpacked", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while ffmpeg was unpacked", e);
    }
  }
}
