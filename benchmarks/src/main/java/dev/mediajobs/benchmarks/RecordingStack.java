package dev.mediajobs.benchmarks;

import dev.mediajobs.aws.AwsClients;
import dev.mediajobs.aws.Environment;
import dev.mediajobs.jobs.Job;
import dev.mediajobs.jobs.JobId;
import dev.mediajobs.jobs.JobQueue;
import dev.mediajobs.jobs.JobStore;
import dev.mediajobs.jobs.MediaStore;
import dev.mediajobs.jobs.Source;
import dev.mediajobs.jobs.SubtitleSettings;
import dev.mediajobs.jobs.Upload;
import dev.mediajobs.jobs.UploadStore;
import dev.mediajobs.local.EmbeddedStack;
import dev.mediajobs.local.StackOptions;
import dev.mediajobs.local.transcribe.TranscribeEmulator;
import dev.mediajobs.local.transcribe.TranscribeOptions;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;

/** The embedded stack with recordings in it. Nobody listens for real. */
final class RecordingStack implements AutoCloseable {

  private final Clock clock = Clock.tickMillis(ZoneOffset.UTC);
  private final EmbeddedStack stack;
  private final AwsClients clients;
  private final S3Client s3;
  private final JobStore jobs;

  private RecordingStack(EmbeddedStack stack) {
    this.stack = stack;
    this.clients = new AwsClients(new Environment(stack.environment()));
    this.s3 = clients.s3();
    this.jobs = new JobStore(clients.dynamoDb(), stack.physicalId("JobsTable"), clock);
  }

  /** Without a worker: the measurement runs that itself. */
  static RecordingStack start(Path template) throws IOException {
    Path withoutConsumer = Files.createTempFile("without-consumer", ".yaml");
    try {
      String text = Files.readString(template);
      Files.writeString(
          withoutConsumer,
          text.replace("BatchSize: 1", "BatchSize: 1\n            Enabled: false"));
      return new RecordingStack(
          EmbeddedStack.start(
              StackOptions.of(
                  withoutConsumer,
                  TranscribeEmulator.factory(TranscribeOptions.defaults(), _ -> List.of()))));
    } finally {
      Files.delete(withoutConsumer);
    }
  }

  /** With all functions at work, each in processes of its own. */
  static RecordingStack working(Path template, Map<String, String> parameters) throws IOException {
    return new RecordingStack(
        EmbeddedStack.start(
            StackOptions.of(
                    template,
                    TranscribeEmulator.factory(TranscribeOptions.defaults(), _ -> List.of()))
                .withParameters(parameters)
                .withIsolation()));
  }

  /** The processes of the workers. */
  List<ProcessHandle> workers() {
    return stack.processes("WorkerFunction");
  }

  /** What the worker's function is given. */
  Map<String, String> workerEnvironment() {
    return environmentOf("WorkerFunction");
  }

  /** What a function is given. */
  Map<String, String> environmentOf(String function) {
    return stack.environmentOf(function);
  }

  S3Client s3() {
    return s3;
  }

  String bucket() {
    return stack.physicalId("MediaBucket");
  }

  /** A presigned address of a file's copy in the bucket. */
  URI addressOf(Path file) {
    return new MediaStore(s3, clients.s3Presigner(), bucket())
        .addressOf(put(file).key(), Duration.ofHours(1));
  }

  /** Makes a job of a file and wakes a worker. */
  JobId submit(Path file) throws IOException {
    Upload upload = put(file);
    new UploadStore(clients.dynamoDb(), stack.physicalId("JobsTable"), clock).create(upload);
    Job job =
        Job.submitted(
            JobId.random(),
            new Source(upload.key(), upload.filename(), Files.size(file), Optional.empty()),
            SubtitleSettings.DEFAULT,
            clock.instant());
    jobs.submit(job, upload);
    new JobQueue(clients.sqs(), stack.physicalId("JobQueue")).send(job, Duration.ZERO);
    return job.id();
  }

  Job job(JobId id) {
    return jobs.find(id).orElseThrow();
  }

  private Upload put(Path file) {
    String id = UUID.randomUUID().toString().replace("-", "");
    Upload upload =
        new Upload(
            id,
            "recording.mp4",
            file.toFile().length(),
            "video/mp4",
            Optional.empty(),
            clock.instant(),
            Optional.empty());
    s3.putObject(put -> put.bucket(bucket()).key(upload.key()), RequestBody.fromFile(file));
    return upload;
  }

  @Override
  public void close() {
    stack.close();
  }
}
