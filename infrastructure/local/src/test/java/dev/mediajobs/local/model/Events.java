package dev.mediajobs.local.model;

import dev.mediajobs.jobs.JobStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;

/** What happens in the world besides its actors going on, while the weather is bad. */
final class Events {

  private static final String INTERNAL = "Internal failure. Please try your request again.";
  private static final String REFUSED = "The media format of the file does not match.";
  private static final int MOST_OF_A_KIND = 2;
  private static final int LONGEST_LAG = 30;

  private final World world;
  private final Weather weather;
  private final Cast cast;
  private final RandomGenerator random;
  private final List<Choice> choices = new ArrayList<>();

  /**
   * Something that can happen now.
   *
   * @param weight how likely it is, against the others
   * @param event what it is
   */
  private record Choice(int weight, Runnable event) {}

  Events(World world, Weather weather, Cast cast) {
    this.world = world;
    this.weather = weather;
    this.cast = cast;
    this.random = world.random();
  }

  /** The actors that could go on now. */
  List<Actor> ready() {
    Instant now = world.clock().now();
    return cast.actors().stream().filter(actor -> !actor.isAsleepAt(now)).toList();
  }

  /** Does one of the things that can happen. */
  void something() {
    choices.clear();
    Instant now = world.clock().now();
    List<JobView> jobs = List.copyOf(world.rows().jobs().values());
    boolean isAnyOver =
        jobs.stream()
            .filter(job -> job.leaseShard().isPresent())
            .anyMatch(job -> !job.leaseUntil().isAfter(now));
    offerEach(30, world.queue().deliverable(), this::deliver);
    offerEach(16, world.stream().next(), this::tell);
    offerEach(18, world.transcribe().working(), this::transcribe);
    offerEach(2, having(jobs, JobStatus.PENDING), job -> turnTo(job, cast::canceller));
    offerEach(14, having(jobs, JobStatus.FAILED), job -> turnTo(job, cast::retrier));
    offerEach(1, jobs, job -> turnTo(job, cast::sharer));
    offerEach(9, ready(), this::suspend);
    offerEach(2, ready(), this::kill);
    offerEach(6, cast.holds().all(), this::beat);
    if (jobs.size() < weather.jobs() && count(Role.SUBMITTER) < MOST_OF_A_KIND) {
      offer(12, this::submit);
    }
    if (count(Role.SWEEPER) < MOST_OF_A_KIND) {
      offer(isAnyOver ? 25 : 2, this::sweep);
    }
    offer(1, world::deleteExpired);
    offer(14, this::letTimePass);
    happen();
  }

  private void happen() {
    int dice = random.nextInt(choices.stream().mapToInt(Choice::weight).sum());
    for (Choice choice : choices) {
      dice -= choice.weight();
      if (dice < 0) {
        choice.event().run();
        return;
      }
    }
  }

  private void offer(int weight, Runnable event) {
    choices.add(new Choice(weight, event));
  }

  /** Offers the event for one of these, if there is any. */
  private <T> void offerEach(int weight, List<T> ones, Consumer<T> event) {
    if (!ones.isEmpty()) {
      T one = ones.get(random.nextInt(ones.size()));
      offer(weight, () -> event.accept(one));
    }
  }

  private static List<JobView> having(List<JobView> jobs, JobStatus status) {
    return jobs.stream().filter(job -> job.status() == status).toList();
  }

  private void deliver(SimulatedQueue.Message message) {
    if (random.nextInt(100) < weather.losses()) {
      world.note("a message is lost");
      world.queue().remove(message);
      return;
    }
    boolean again = random.nextInt(100) < weather.copies();
    Duration time = Duration.ofSeconds(random.nextInt(45, 900));
    cast.worker(world.queue().received(message, again), time);
    begun("gets a message");
  }

  private void transcribe(String name) {
    boolean tells = random.nextInt(100) >= weather.losses();
    if (random.nextInt(100) >= weather.refusals()) {
      world.transcribe().complete(name, tells);
    } else {
      world.transcribe().fail(name, random.nextInt(4) == 0 ? REFUSED : INTERNAL, tells);
    }
    world.note("a transcription is " + world.transcribe().statusOf(name));
  }

  private void tell(SimulatedStream.News news) {
    boolean again = random.nextInt(100) < weather.copies();
    if (!again) {
      world.stream().remove(news);
    }
    if (random.nextInt(100) < weather.losses()) {
      world.note("a record of the stream is lost");
      return;
    }
    cast.notifier(news);
    begun("is told of " + world.nameOf(news.after().id()));
  }

  private void submit() {
    cast.submitter();
    begun("submits");
  }

  private void sweep() {
    cast.sweeper(random.nextInt(5) < 2 ? random.nextInt(1, LONGEST_LAG) : 0);
    begun("begins");
  }

  private void beat(Holds.Hold hold) {
    cast.heartbeat(hold);
    begun("beats");
  }

  private void turnTo(JobView job, Consumer<JobView> action) {
    action.accept(job);
    begun("turns to " + world.nameOf(job.id()));
  }

  private void suspend(Actor actor) {
    Duration time = Duration.ofSeconds(random.nextInt(1, 300));
    world.note("%s is suspended for %s".formatted(actor.name(), time));
    actor.sleepUntil(world.clock().now().plus(time));
  }

  private void kill(Actor actor) {
    world.note(actor.name() + " is killed");
    actor.kill();
    cast.actors().remove(actor);
  }

  private void letTimePass() {
    Duration time = Duration.between(world.clock().now(), someInstant());
    if (!time.isNegative()) {
      world.clock().pass(time);
      world.note("time passes");
    }
  }

  private Instant someInstant() {
    Instant now = world.clock().now();
    List<JobView> jobs = List.copyOf(world.rows().jobs().values());
    int dice = random.nextInt(100);
    if (jobs.isEmpty() || dice < 30) {
      return now.plusSeconds(random.nextInt(1, 60));
    }
    JobView job = jobs.get(random.nextInt(jobs.size()));
    if (dice < 70) {
      return job.leaseUntil().plusMillis(random.nextInt(-1, 25_000));
    }
    if (dice < 98) {
      return world.queue().nextDelivery().orElse(now).plusSeconds(random.nextInt(0, 30));
    }
    return job.retainedUntil().plusMillis(random.nextInt(-2000, 60_000));
  }

  private long count(Role role) {
    return cast.actors().stream().filter(actor -> actor.role() == role).count();
  }

  private void begun(String what) {
    Actor actor = cast.actors().getLast();
    world.note("%s %s".formatted(actor.name(), what));
    if (actor.hasEnded()) {
      cast.actors().remove(actor);
    }
  }
}
