package dev.mediajobs.local.model;

import dev.mediajobs.jobs.JobStore;
import dev.mediajobs.jobs.MediaStore;
import dev.mediajobs.jobs.Originals;
import dev.mediajobs.jobs.Stage;
import dev.mediajobs.jobs.UploadStore;
import dev.mediajobs.worker.engine.Pipeline;
import dev.mediajobs.worker.engine.Step;
import dev.mediajobs.worker.media.Ffmpeg;
import dev.mediajobs.worker.subtitling.SubtitlingPipeline;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.presigner.S3Presigner;

/** The steps of subtitle jobs; only those that need ffmpeg are played. */
final class ModelPipeline {

  static final S3Presigner PRESIGNER =
      S3Presigner.builder()
          .region(Region.US_EAST_1)
          .credentialsProvider(
              StaticCredentialsProvider.create(AwsBasicCredentials.create("TESTKEY", "secret")))
          .build();

  private static final Ffmpeg FFMPEG = unpacked();

  private final World world;
  private final Holds holds;

  ModelPipeline(World world, Holds holds) {
    this.world = world;
    this.holds = holds;
  }

  Pipeline of(Actor actor) {
    S3Client s3 = world.bucket().of(actor);
    MediaStore media = new MediaStore(s3, PRESIGNER, SimulatedBucket.NAME);
    DynamoDbLink dynamoDb = new DynamoDbLink(actor, world, 0);
    Pipeline real =
        SubtitlingPipeline.of(
            FFMPEG,
            media,
            new UploadStore(dynamoDb, JobsTable.NAME, actor.clock()),
            new Originals(
                dynamoDb, JobsTable.NAME, new JobStore(dynamoDb, JobsTable.NAME, actor.clock())),
            s3,
            world.transcribe().of(actor),
            new SubtitlingPipeline.Settings(
                SimulatedTranscribe.PREFIX,
                Optional.empty(),
                Duration.ofHours(4),
                Duration.ofMinutes(10)));
    return new Pipeline(
        real.steps().stream().map(step -> playedIfNeeded(step, actor, media)).toList());
  }

  private Step playedIfNeeded(Step step, Actor actor, MediaStore media) {
    return switch (step.name()) {
      case "probe" ->
          new PlayedStep(step.name(), Stage.DOWNLOADING, Map.of(), actor, world, media, holds);
      case "extract" ->
          new PlayedStep(
              step.name(),
              Stage.EXTRACTING,
              Map.of("extracted_key", "audio.flac", "extracted_ms", "60000"),
              actor,
              world,
              media,
              holds);
      default -> step;
    };
  }

  private static Ffmpeg unpacked() {
    try {
      return Ffmpeg.unpacked();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
