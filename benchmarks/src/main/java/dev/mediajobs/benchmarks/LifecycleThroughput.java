package dev.mediajobs.benchmarks;

import dev.mediajobs.aws.AwsClients;
import dev.mediajobs.aws.Environment;
import dev.mediajobs.jobs.DurationHistory;
import dev.mediajobs.jobs.Format;
import dev.mediajobs.jobs.Job;
import dev.mediajobs.jobs.JobId;
import dev.mediajobs.jobs.JobQueue;
import dev.mediajobs.jobs.JobStatus;
import dev.mediajobs.jobs.JobStore;
import dev.mediajobs.jobs.JobType;
import dev.mediajobs.jobs.Pool;
import dev.mediajobs.jobs.Slot;
import dev.mediajobs.jobs.Slots;
import dev.mediajobs.jobs.Source;
import dev.mediajobs.jobs.Submitted;
import dev.mediajobs.jobs.SubtitleResult;
import dev.mediajobs.jobs.SubtitleSettings;
import dev.mediajobs.jobs.Upload;
import dev.mediajobs.jobs.UploadStore;
import dev.mediajobs.worker.engine.Deadline;
import dev.mediajobs.worker.engine.Engine;
import dev.mediajobs.worker.engine.Outcome;
import dev.mediajobs.worker.engine.Pipeline;
import dev.mediajobs.worker.engine.Step;
import dev.mediajobs.worker.engine.Work;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.random.RandomGenerator;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/**
 * How many jobs a second go through submission, claim and completion when there is nothing to do in
 * between, and whether finished jobs in the table slow that down: two stacks, one with 100 finished
 * jobs and one with 10,000, measured in turns.
 */
public final class LifecycleThroughput {

  private static final int THREADS = 4;
  private static final int JOBS_A_ROUND = 200;
  private static final int ROUNDS = 7;

  private static final SubtitleResult NOTHING =
      new SubtitleResult(
          "7d/jobs/none/",
          Map.of(Format.SRT, 1L, Format.VTT, 1L, Format.JSON, 1L),
          Optional.empty(),
          Duration.ZERO,
          0,
          0,
          0,
          List.of());

  private final Clock clock = Clock.tickMillis(ZoneOffset.UTC);
  private final JobStore jobs;
  private final UploadStore uploads;
  private final Slots slots;
  private final JobQueue queue;
  private final Engine engine;
  private final Pool pool = Pool.anonymous(100);

  private LifecycleThroughput(RecordingStack stack) {
    Environment environment = new Environment(stack.workerEnvironment());
    AwsClients clients = new AwsClients(environment);
    DynamoDbClient dynamoDb = clients.dynamoDb();
    String table = environment.text("JOBS_TABLE");
    this.jobs = new JobStore(dynamoDb, table, clock);
    this.uploads = new UploadStore(dynamoDb, table, clock);
    this.slots = new Slots(dynamoDb, table, RandomGenerator.getDefault());
    this.queue = new JobQueue(clients.sqs(), environment.text("JOB_QUEUE_URL"));
    this.engine =
        new Engine(
            jobs,
            queue,
            new DurationHistory(dynamoDb, table),
            Map.of(JobType.SUBTITLE_GENERATION, new Pipeline(List.of(new NoStep()))),
            Duration.ofMinutes(10),
            clock,
            RandomGenerator.getDefault());
  }

  private static final class NoStep implements Step {
    @Override
    public String name() {
      return JobType.SUBTITLE_GENERATION.firstStep();
    }

    @Override
    public Outcome run(Work work) {
      return new Outcome.Done(NOTHING);
    }
  }

  /**
   * Measures and prints.
   *
   * @param arguments the template
   */
  public static void main(String[] arguments) throws Exception {
    Path template = Path.of(arguments[0]);
    try (RecordingStack small = RecordingStack.start(template);
        RecordingStack large = RecordingStack.start(template);
        ExecutorService threads = Executors.newFixedThreadPool(THREADS)) {
      LifecycleThroughput few = new LifecycleThroughput(small);
      LifecycleThroughput many = new LifecycleThroughput(large);
      inParallel(threads, 100, few::finished);
      inParallel(threads, 10_000, many::finished);
      inParallel(threads, JOBS_A_ROUND, few::live);
      inParallel(threads, JOBS_A_ROUND, many::live);
      List<Double> ofFew = new ArrayList<>();
      List<Double> ofMany = new ArrayList<>();
      for (int round = 0; round < ROUNDS; round++) {
        ofFew.add(inParallel(threads, JOBS_A_ROUND, few::live));
        ofMany.add(inParallel(threads, JOBS_A_ROUND, many::live));
      }
      double slow = median(ofFew);
      double fast = median(ofMany);
      System.out.printf(
          "jobs a second, medians of %d rounds of %d jobs on %d threads: %.0f beside 100 finished"
              + " jobs, %.0f beside 10,000: %.2fx%n",
          ROUNDS, JOBS_A_ROUND, THREADS, slow, fast, fast / slow);
    }
    System.exit(0);
  }

  /** Says how many a second were done. */
  private static double inParallel(ExecutorService threads, int number, Callable<Void> task)
      throws Exception {
    long begin = System.nanoTime();
    List<Future<Void>> all = new ArrayList<>();
    for (int i = 0; i < number; i++) {
      all.add(threads.submit(task));
    }
    for (Future<Void> one : all) {
      one.get();
    }
    return number * 1e9 / (System.nanoTime() - begin);
  }

  private static double median(List<Double> values) {
    return values.stream().sorted().skip(values.size() / 2).findFirst().orElseThrow();
  }

  private Void finished() {
    Upload upload = uploaded();
    submit(job(upload).bornCompleted(NOTHING, clock.instant()), upload);
    return null;
  }

  private Void live() {
    Upload upload = uploaded();
    Job job = admitted(upload);
    queue.send(job, Duration.ZERO);
    engine.due(
        job.id(),
        job.hold().fence(),
        Optional.of(job.hold().lease().until()),
        Deadline.in(Duration.ofMinutes(15), clock));
    if (jobs.find(job.id()).orElseThrow().status() != JobStatus.COMPLETED) {
      throw new IllegalStateException("the job is not completed");
    }
    return null;
  }

  /** Others look for a slot at the same instant, and may be faster. */
  private Job admitted(Upload upload) {
    Job job = job(upload);
    while (true) {
      List<Slot> free = slots.free(List.of(pool)).orElseThrow();
      if (jobs.submit(job.holding(free), upload) == Submitted.YES) {
        return job.holding(free);
      }
    }
  }

  private void submit(Job job, Upload upload) {
    if (jobs.submit(job, upload) != Submitted.YES) {
      throw new IllegalStateException("nobody else uses this upload");
    }
  }

  private Job job(Upload upload) {
    return Job.submitted(
        JobId.random(),
        new Source(upload.key(), upload.filename(), upload.sizeBytes(), Optional.empty()),
        SubtitleSettings.DEFAULT,
        clock.instant());
  }

  private Upload uploaded() {
    Upload upload =
        new Upload(
            UUID.randomUUID().toString().replace("-", ""),
            "talk.mp4",
            1,
            "video/mp4",
            Optional.empty(),
            clock.instant(),
            Optional.empty());
    uploads.create(upload);
    return upload;
  }
}
