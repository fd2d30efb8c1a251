package dev.mediajobs.local.model;

import dev.mediajobs.jobs.Backoff;
import dev.mediajobs.jobs.DurationHistory;
import dev.mediajobs.jobs.JobId;
import dev.mediajobs.jobs.JobImage;
import dev.mediajobs.jobs.JobQueue;
import dev.mediajobs.jobs.JobStore;
import dev.mediajobs.jobs.JobType;
import dev.mediajobs.jobs.LeaseIndex;
import dev.mediajobs.jobs.Slots;
import dev.mediajobs.jobs.UntoldEnds;
import dev.mediajobs.json.Json;
import dev.mediajobs.json.JsonException;
import dev.mediajobs.json.JsonObject;
import dev.mediajobs.notifier.events.Channel;
import dev.mediajobs.notifier.events.Telling;
import dev.mediajobs.sweeper.LeftAlone;
import dev.mediajobs.sweeper.LostSlots;
import dev.mediajobs.sweeper.Sweep;
import dev.mediajobs.worker.engine.Deadline;
import dev.mediajobs.worker.engine.Engine;
import dev.mediajobs.worker.subtitling.TranscriptionName;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Everybody who acts on jobs, each with the product's own classes on links of its own. */
final class Cast {

  private static final int MOST_SKEW_MILLIS = 20_000;
  private static final int RECOVERED_AT_ONCE = 1;
  private static final int SWEEP_BATCH = 25;
  private static final Duration ASK_AGAIN = Duration.ofMinutes(10);

  private final World world;
  private final Owners owners;
  private final Holds holds = new Holds();
  private final List<Actor> actors = new ArrayList<>();
  private int counter;

  Cast(World world) {
    this.world = world;
    this.owners = new Owners(world);
  }

  List<Actor> actors() {
    return actors;
  }

  Holds holds() {
    return holds;
  }

  /** Somebody hands in a recording. */
  void submitter() {
    Actor actor = actor(Role.SUBMITTER);
    actor.begin(() -> owners.submit(actor));
  }

  /** A worker is given a message. */
  void worker(SimulatedQueue.Message message, Duration time) {
    Actor actor = actor(Role.WORKER);
    actor.begin(
        () -> {
          Deadline deadline = Deadline.in(time, actor.clock());
          handle(message, engine(actor), deadline);
          world.queue().remove(message);
        });
  }

  private static void handle(SimulatedQueue.Message message, Engine engine, Deadline deadline)
      throws JsonException {
    JsonObject json = Json.object(message.body());
    if (json.string("source").isPresent()) {
      String text = json.object("detail").orElseThrow().requiredString("TranscriptionJobName");
      TranscriptionName name =
          TranscriptionName.parse(SimulatedTranscribe.PREFIX, text).orElseThrow();
      engine.news(name.job(), TranscriptionName.FACT, text, deadline);
    } else {
      JobId job = JobId.parse(json.requiredString("job_id")).orElseThrow();
      long fence = json.requiredWholeNumber("fence", 1, Long.MAX_VALUE);
      Instant lease =
          Instant.ofEpochMilli(json.requiredWholeNumber("lease_until", 0, Long.MAX_VALUE));
      engine.due(job, fence, Optional.of(lease), deadline);
    }
  }

  private Engine engine(Actor actor) {
    return new Engine(
        store(actor),
        queue(actor),
        new DurationHistory(new DynamoDbLink(actor, world, 0), JobsTable.NAME),
        Map.of(JobType.SUBTITLE_GENERATION, new ModelPipeline(world, holds).of(actor)),
        ASK_AGAIN,
        actor.clock(),
        world.random());
  }

  /** The heartbeat of a worker, perhaps one that has long let go or been overtaken. */
  void heartbeat(Holds.Hold hold) {
    Actor actor = new Actor(hold.worker().name(), Role.HEARTBEAT, hold.worker().clock());
    actors.add(actor);
    actor.begin(
        () -> {
          boolean _ = store(actor).move(hold.job(), hold.job().alive(actor.clock().instant()));
        });
  }

  /**
   * The schedule's function.
   *
   * @param lag by how many changes of the table its index is behind
   */
  void sweeper(int lag) {
    Actor actor = actor(Role.SWEEPER);
    actor.begin(
        () -> {
          DynamoDbLink link = new DynamoDbLink(actor, world, lag);
          LeaseIndex index = new LeaseIndex(link, JobsTable.NAME);
          JobStore store = store(actor);
          LeftAlone leftAlone =
              new LeftAlone(store, queue(actor), Backoff.ofJobs(world.random()), ASK_AGAIN);
          LostSlots lostSlots = new LostSlots(index, slots(link), store, actor.clock());
          int recovered =
              new Sweep(
                      index,
                      store,
                      leftAlone,
                      lostSlots,
                      RECOVERED_AT_ONCE,
                      SWEEP_BATCH,
                      actor.clock())
                  .run();
          world
              .violations()
              .check(recovered <= RECOVERED_AT_ONCE, 1, recovered + " jobs recovered at once");
        });
  }

  /** The stream's consumer gets a record. */
  void notifier(SimulatedStream.News news) {
    Actor actor = actor(Role.NOTIFIER);
    Channel channel =
        event ->
            actor.call(
                "tell " + event.type().text(),
                () -> {
                  world.ends().told(event);
                  return true;
                });
    actor.begin(
        () -> {
          Telling telling =
              new Telling(
                  store(actor),
                  new UntoldEnds(new DynamoDbLink(actor, world, 0), JobsTable.NAME),
                  List.of(),
                  List.of(channel));
          telling.keptEnds(news.after().row(), news.written());
          telling.written(
              news.before().map(JobView::row).map(JobImage::read),
              JobImage.read(news.after().row()),
              news.written());
        });
  }

  /** The owner does not want the job any more. */
  void canceller(JobView job) {
    Actor actor = actor(Role.CANCELLER);
    actor.begin(() -> owners.cancel(actor, id(job)));
  }

  /** The owner wants a failed job tried once more. */
  void retrier(JobView job) {
    Actor actor = actor(Role.RETRIER);
    actor.begin(() -> owners.retry(actor, id(job)));
  }

  /** The owner takes the share link back. */
  void sharer(JobView job) {
    Actor actor = actor(Role.SHARER);
    actor.begin(() -> owners.unshare(actor, id(job)));
  }

  private Actor actor(Role role) {
    counter++;
    int skew = world.isFair() ? 0 : world.random().nextInt(-MOST_SKEW_MILLIS, MOST_SKEW_MILLIS + 1);
    Actor actor =
        new Actor(
            "%s %d".formatted(role.name().toLowerCase(Locale.ROOT), counter),
            role,
            world.clock().skewedBy(Duration.ofMillis(skew)));
    actors.add(actor);
    return actor;
  }

  private JobStore store(Actor actor) {
    return new JobStore(new DynamoDbLink(actor, world, 0), JobsTable.NAME, actor.clock());
  }

  private JobQueue queue(Actor actor) {
    return new JobQueue(world.queue().of(actor), "queue");
  }

  private Slots slots(DynamoDbLink link) {
    return new Slots(link, JobsTable.NAME, world.random());
  }

  private static JobId id(JobView view) {
    return JobId.parse(view.id()).orElseThrow();
  }
}
