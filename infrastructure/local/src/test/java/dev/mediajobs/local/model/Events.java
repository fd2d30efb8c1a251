package dev.mediajobs.local.model;

import dev.mediajobs.jobs.JobStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.random.RandomGenerator;

/** What happens in the world besides its actors going on, while the weather is bad. */
final class Events {

  private static final String INTERNAL = "Internal failure. Please try your request again.";
  private static final String REFUSED = "The media format of the file does not match.";

  private final World world;
  private final Weather weather;
  private final Cast cast;
  private final RandomGenerator random;

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

  /** What is to become of the call that {@code actor} waits to do. */
  Fault faultOf(Actor actor) {
    if (world.isFair() || random.nextInt(100) >= weather.faults()) {
      return Fault.NONE;
    }
    String call = actor.nextCall().orElse("");
    if (call.startsWith("is busy")) {
      return Fault.DIES_BEFORE;
    }
    if (call.startsWith("transaction") && random.nextInt(3) == 0) {
      return Fault.CONFLICT;
    }
    Fault[] faults = {
      Fault.DIES_BEFORE, Fault.DIES_AFTER, Fault.THROTTLED, Fault.ANSWER_LOST, Fault.SENT_TWICE
    };
    return faults[random.nextInt(faults.length)];
  }

  /** Does one of the things that can happen. */
  void something() {
    int dice = random.nextInt(100);
    if (dice < 28) {
      deliver();
    } else if (dice < 40) {
      submit();
    } else if (dice < 50) {
      sweep();
    } else if (dice < 55) {
      ofJobs(JobStatus.PENDING, cast::canceller);
    } else if (dice < 63) {
      ofJobs(JobStatus.FAILED, cast::retrier);
    } else if (dice < 65) {
      any(List.copyOf(world.rows().jobs().values()), cast::sharer);
    } else if (dice < 77) {
      any(world.transcribe().working(), this::transcribe);
    } else if (dice < 83) {
      any(ready(), this::suspend);
    } else if (dice < 85) {
      any(ready(), this::kill);
    } else if (dice < 90) {
      any(cast.holds().all(), this::beat);
    } else if (dice < 92) {
      world.deleteExpired();
    } else {
      letTimePass();
    }
  }

  private void deliver() {
    any(
        world.queue().deliverable(),
        message -> {
          int luck = random.nextInt(100);
          if (luck < weather.losses()) {
            world.note("a message is lost: " + message.body().length());
            world.queue().remove(message);
            return;
          }
          boolean again = random.nextInt(100) < weather.copies();
          Duration time = Duration.ofSeconds(random.nextInt(45, 900));
          cast.worker(world.queue().received(message, again), time);
          started("gets a message");
        });
  }

  private void submit() {
    if (world.rows().jobs().size() < weather.jobs() && count(Role.SUBMITTER) < 2) {
      cast.submitter();
      started("submits");
    }
  }

  private void sweep() {
    if (count(Role.SWEEPER) < 2) {
      cast.sweeper(random.nextInt(5) < 2 ? random.nextInt(1, 30) : 0);
      started("begins");
    }
  }

  private void beat(Holds.Hold hold) {
    cast.heartbeat(hold);
    started("beats");
  }

  private void transcribe(String name) {
    boolean tells = random.nextInt(100) >= weather.losses();
    switch (random.nextInt(8)) {
      case 0, 1 -> world.transcribe().fail(name, INTERNAL, tells);
      case 2 -> world.transcribe().fail(name, REFUSED, tells);
      case 3, 4, 5 -> world.transcribe().complete(name, tells);
      default -> {
        return;
      }
    }
    world.note("a transcription ends: " + world.transcribe().statusOf(name));
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

  private void ofJobs(JobStatus status, java.util.function.Consumer<JobView> action) {
    any(
        world.rows().jobs().values().stream().filter(job -> job.status() == status).toList(),
        job -> {
          action.accept(job);
          started("turns to " + world.nameOf(job.id()));
        });
  }

  private void letTimePass() {
    Duration most = Duration.between(world.clock().now(), someInstant());
    if (!most.isNegative()) {
      world.clock().pass(most);
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
    if (dice < 75) {
      return job.leaseUntil().plusMillis(random.nextInt(-1, 25_000));
    }
    if (dice < 97) {
      return world.queue().nextDelivery().orElse(now).plusSeconds(random.nextInt(0, 30));
    }
    return job.retainedUntil().plusMillis(random.nextInt(-2000, 60_000));
  }

  private <T> void any(List<T> choices, java.util.function.Consumer<T> action) {
    if (!choices.isEmpty()) {
      action.accept(choices.get(random.nextInt(choices.size())));
    }
  }

  private long count(Role role) {
    return cast.actors().stream().filter(actor -> actor.role() == role).count();
  }

  private void started(String what) {
    Actor actor = cast.actors().getLast();
    world.note("%s %s".formatted(actor.name(), what));
    if (actor.hasEnded()) {
      cast.actors().remove(actor);
    }
  }
}
