package dev.mediajobs.local.model;

import dev.mediajobs.api.http.IdempotencyKey;
import dev.mediajobs.api.http.Refusal;
import dev.mediajobs.api.jobs.Acceptance;
import dev.mediajobs.api.jobs.Callbacks;
import dev.mediajobs.api.jobs.Cancellation;
import dev.mediajobs.api.jobs.Duplicates;
import dev.mediajobs.api.jobs.Retry;
import dev.mediajobs.api.jobs.Sharing;
import dev.mediajobs.api.jobs.Submission;
import dev.mediajobs.api.jobs.SubmittedFiles;
import dev.mediajobs.api.jobs.Wish;
import dev.mediajobs.api.limits.Admission;
import dev.mediajobs.jobs.DeliveryQueue;
import dev.mediajobs.jobs.DeliveryStore;
import dev.mediajobs.jobs.DurationHistory;
import dev.mediajobs.jobs.IdempotencyRecord;
import dev.mediajobs.jobs.Job;
import dev.mediajobs.jobs.JobId;
import dev.mediajobs.jobs.JobQueue;
import dev.mediajobs.jobs.JobStore;
import dev.mediajobs.jobs.MediaStore;
import dev.mediajobs.jobs.Origin;
import dev.mediajobs.jobs.Originals;
import dev.mediajobs.jobs.Slots;
import dev.mediajobs.jobs.SubtitleSettings;
import dev.mediajobs.jobs.Upload;
import dev.mediajobs.jobs.UploadStore;
import dev.mediajobs.jobs.WakeUp;
import dev.mediajobs.jobs.WebhookSecrets;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.random.RandomGenerator;

/** What the owners of jobs ask of the API, each time by an actor of its own. */
final class Owners {

  private static final String FILENAME = "talk.mp4";

  /** A key is remembered for a day from its acceptance; clocks differ. */
  private static final Duration KEY_IS_KEPT = IdempotencyRecord.LIFETIME.minusMinutes(1);

  private final World world;
  private final List<Upload> uploads = new ArrayList<>();
  private final Map<String, Answered> answers = new HashMap<>();

  Owners(World world) {
    this.world = world;
  }

  /** Something that the API may refuse. */
  @FunctionalInterface
  private interface Request {
    void make() throws Refusal;
  }

  /** Something that is wanted of a job. */
  @FunctionalInterface
  private interface Wanted {
    void of(Job job) throws Refusal;
  }

  /**
   * What was answered to a request with a key.
   *
   * @param job the job that it has made
   * @param until until when the same request is answered alike
   */
  private record Answered(JobId job, Instant until) {}

  /** Hands in a recording: a new one, one that was handed in before, or a copy of one. */
  void submit(Actor actor) throws Refusal {
    UploadStore store = new UploadStore(link(actor), JobsTable.NAME, actor.clock());
    Upload upload = recording(actor, store);
    Optional<IdempotencyKey> key =
        world.random().nextInt(3) == 0
            ? Optional.of(new IdempotencyKey("key", "fingerprint"))
            : Optional.empty();
    Submission submission =
        new Submission(
            files(actor),
            admission(actor),
            duplicates(actor),
            new DurationHistory(link(actor), JobsTable.NAME),
            jobs(actor),
            wakeUp(actor),
            new Callbacks(
                new DeliveryStore(link(actor), JobsTable.NAME),
                new DeliveryQueue(world.queue().of(actor), "webhooks"),
                new WebhookSecrets("nobody wants to be called back here"),
                actor.clock()),
            actor.clock());
    asked(
        actor,
        () -> {
          Acceptance acceptance = submission.accept(wish(upload), key);
          checkAcceptance(acceptance.id(), upload, key.isPresent());
        });
  }

  /** Takes a job back that no worker has begun. */
  void cancel(Actor actor, JobId id) {
    withJob(actor, id, job -> new Cancellation(jobs(actor), actor.clock()).cancel(job));
  }

  /** Has a failed job tried once more. */
  void retry(Actor actor, JobId id) {
    Retry retry =
        new Retry(files(actor), admission(actor), jobs(actor), wakeUp(actor), actor.clock());
    withJob(actor, id, retry::restart);
  }

  /** Takes the share link back. */
  void unshare(Actor actor, JobId id) {
    withJob(actor, id, new Sharing(jobs(actor))::end);
  }

  private void withJob(Actor actor, JobId id, Wanted wanted) {
    Optional<Job> found = jobs(actor).find(id);
    if (found.isPresent()) {
      asked(actor, () -> wanted.of(found.get()));
    }
  }

  /** Invariant 1; and whoever sends a request twice with one key has one job. */
  private void checkAcceptance(JobId job, Upload upload, boolean withKey) {
    world
        .violations()
        .check(
            world.table().read().jobs().containsKey(job.toString()),
            1,
            "a job was accepted that has no row");
    if (withKey) {
      Answered earlier =
          answers.computeIfAbsent(
              upload.id(), _ -> new Answered(job, world.clock().now().plus(KEY_IS_KEPT)));
      world
          .violations()
          .check(
              earlier.job().equals(job) || world.clock().now().isAfter(earlier.until()),
              1,
              "the same key was answered with two jobs");
    }
  }

  private static Wish wish(Upload upload) {
    return new Wish(
        Origin.CANONICAL,
        "request",
        upload.key(),
        Optional.of(FILENAME),
        OptionalLong.of(upload.sizeBytes()),
        Optional.empty(),
        SubtitleSettings.DEFAULT);
  }

  private void asked(Actor actor, Request request) {
    try {
      request.make();
    } catch (Refusal e) {
      world.note(actor.name() + " is refused: " + e.problem().code());
    }
  }

  private Upload recording(Actor actor, UploadStore store) {
    RandomGenerator random = world.random();
    if (!uploads.isEmpty() && random.nextInt(4) == 0) {
      return uploads.get(random.nextInt(uploads.size()));
    }
    byte[] content = ("recording " + random.nextInt(8)).getBytes(StandardCharsets.UTF_8);
    Upload upload =
        new Upload(
            "%016x%016x".formatted(random.nextLong(), random.nextLong()),
            FILENAME,
            content.length,
            "video/mp4",
            Optional.empty(),
            actor.clock().instant(),
            Optional.empty(),
            Optional.empty());
    store.create(upload);
    world.bucket().put(upload.key(), content);
    uploads.add(upload);
    return upload;
  }

  private Admission admission(Actor actor) {
    return new Admission(new Slots(link(actor), JobsTable.NAME, world.random()), world.pools());
  }

  private SubmittedFiles files(Actor actor) {
    return new SubmittedFiles(
        new UploadStore(link(actor), JobsTable.NAME, actor.clock()), media(actor), jobs(actor));
  }

  private Duplicates duplicates(Actor actor) {
    return new Duplicates(
        new Originals(link(actor), JobsTable.NAME, jobs(actor)), media(actor), actor.clock());
  }

  private MediaStore media(Actor actor) {
    return new MediaStore(world.bucket().of(actor), ModelPipeline.PRESIGNER, SimulatedBucket.NAME);
  }

  private WakeUp wakeUp(Actor actor) {
    return new WakeUp(queue(actor));
  }

  private JobQueue queue(Actor actor) {
    return new JobQueue(world.queue().of(actor), "queue");
  }

  private JobStore jobs(Actor actor) {
    return new JobStore(link(actor), JobsTable.NAME, actor.clock());
  }

  private DynamoDbLink link(Actor actor) {
    return new DynamoDbLink(actor, world, 0);
  }
}
