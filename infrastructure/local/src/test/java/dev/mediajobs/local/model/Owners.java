package dev.mediajobs.local.model;

import dev.mediajobs.api.http.Refusal;
import dev.mediajobs.api.jobs.Submission;
import dev.mediajobs.api.jobs.SubmittedFiles;
import dev.mediajobs.api.jobs.WakeUp;
import dev.mediajobs.api.jobs.Wish;
import dev.mediajobs.api.limits.Admission;
import dev.mediajobs.jobs.Job;
import dev.mediajobs.jobs.JobId;
import dev.mediajobs.jobs.JobQueue;
import dev.mediajobs.jobs.JobStatus;
import dev.mediajobs.jobs.JobStore;
import dev.mediajobs.jobs.MediaStore;
import dev.mediajobs.jobs.Moved;
import dev.mediajobs.jobs.Slots;
import dev.mediajobs.jobs.SubtitleSettings;
import dev.mediajobs.jobs.Upload;
import dev.mediajobs.jobs.UploadStore;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.random.RandomGenerator;

/** What the owners of jobs ask of the API, each time by an actor of its own. */
final class Owners {

  private static final String FILENAME = "talk.mp4";

  private final World world;
  private final List<Upload> uploads = new ArrayList<>();

  Owners(World world) {
    this.world = world;
  }

  /** Something that the API may refuse. */
  @FunctionalInterface
  private interface Request {
    void make() throws Refusal;
  }

  /** Hands in a recording: a new one, one that was handed in before, or a copy of one. */
  void submit(Actor actor) throws Refusal {
    UploadStore store = new UploadStore(link(actor), JobsTable.NAME, actor.clock());
    Upload upload = recording(actor, store);
    asked(
        actor,
        () -> {
          Job job =
              new Submission(
                      files(actor), admission(actor), jobs(actor), wakeUp(actor), actor.clock())
                  .accept(
                      new Wish(
                          upload.key(),
                          FILENAME,
                          OptionalLong.of(upload.sizeBytes()),
                          Optional.empty(),
                          SubtitleSettings.DEFAULT));
          world
              .violations()
              .check(
                  world.rows().jobs().containsKey(job.id().toString()),
                  1,
                  "a job was accepted that has no row");
        });
  }

  void cancel(Actor actor, JobId id) {
    JobStore jobs = jobs(actor);
    jobs.find(id)
        .filter(job -> job.status() == JobStatus.PENDING)
        .ifPresent(job -> jobs.move(job, job.cancelled(actor.clock().instant())));
  }

  void retry(Actor actor, JobId id) throws Refusal {
    JobStore jobs = jobs(actor);
    Optional<Job> failed = jobs.find(id).filter(job -> job.status() == JobStatus.FAILED);
    if (failed.isEmpty()) {
      return;
    }
    Job restarted = failed.get().restarted(actor.clock().instant());
    asked(
        actor,
        () -> {
          Moved moved =
              admission(actor)
                  .admit(
                      slots ->
                          Optional.of(jobs.tryMove(failed.get(), restarted.holding(slots)))
                              .filter(outcome -> outcome != Moved.SLOT_TAKEN));
          if (moved == Moved.YES) {
            queue(actor).send(restarted, java.time.Duration.ZERO);
          }
        });
  }

  void unshare(Actor actor, JobId id) {
    JobStore jobs = jobs(actor);
    jobs.find(id).ifPresent(job -> jobs.move(job, job.unshared()));
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
        new UploadStore(link(actor), JobsTable.NAME, actor.clock()),
        new MediaStore(world.bucket().of(actor), ModelPipeline.PRESIGNER, SimulatedBucket.NAME),
        jobs(actor));
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
