package dev.mediajobs.local.model;

import java.time.Duration;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;

/** One life of a small world, wholly determined by its seed. */
final class Run {

  private static final int GOES_ON = 75;

  private final World world;
  private final Weather weather;
  private final Cast cast;
  private final RandomGenerator random;
  private final Events events;
  private final Misfortune faults;
  private int steps;

  private Run(JobsTable table, long seed) {
    this.random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
    this.weather = Weather.of(random);
    this.world = new World(table, random, weather);
    this.cast = new Cast(world);
    this.events = new Events(world, weather, cast);
    this.faults = new Misfortune(world, weather);
  }

  /**
   * What is known of a run that is over.
   *
   * @param seed what it came from
   * @param steps how many steps the scheduler made
   * @param violations what must never be and was
   * @param trace what happened
   */
  record Report(long seed, int steps, List<Violations.Violation> violations, List<String> trace) {}

  /** Plays the world with this seed on an empty table, and leaves it empty. */
  static Report of(JobsTable table, long seed) {
    Run run = new Run(table, seed);
    run.world.note(run.weather.toString());
    try {
      run.storm();
      if (run.isFine()) {
        run.calm();
      }
    } finally {
      run.cast.actors().forEach(Actor::kill);
      table.clear();
    }
    return new Report(seed, run.steps, run.world.violations().found(), run.world.trace());
  }

  private void storm() {
    while (steps < weather.steps() && isFine()) {
      List<Actor> ready = events.ready();
      if (!ready.isEmpty() && random.nextInt(100) < GOES_ON) {
        goOn(ready.get(random.nextInt(ready.size())));
      } else {
        steps++;
        events.something();
        world.lookIfWritten();
      }
    }
  }

  /** From now on everything works: every job must come to its end in bounded time. */
  private void calm() {
    world.becomeFair();
    Calm calm = new Calm(world, cast);
    for (int round = 0; round < Calm.MOST_ROUNDS && isFine(); round++) {
      calm.beginRound(round);
      finishActors();
      if (calm.isOver()) {
        break;
      }
    }
    if (isFine()) {
      calm.checkEnd();
    }
  }

  private void finishActors() {
    List<Actor> unfinished = unfinished();
    while (!unfinished.isEmpty() && isFine()) {
      goOn(unfinished.get(random.nextInt(unfinished.size())));
      unfinished = unfinished();
    }
  }

  private List<Actor> unfinished() {
    return cast.actors().stream().filter(actor -> !actor.hasEnded()).toList();
  }

  private void goOn(Actor actor) {
    steps++;
    world.clock().pass(Duration.ofMillis(random.nextInt(1, 40)));
    Fault fault = faults.of(actor);
    world.note(
        "%s: %s%s"
            .formatted(
                actor.name(),
                actor.nextCall().orElse("nothing"),
                fault == Fault.NONE ? "" : ", " + fault));
    actor.proceed(fault);
    world.lookIfWritten();
    actor
        .broken()
        .ifPresent(
            e -> {
              world.note(actor.name() + " broke: " + e);
              world.violations().add(1, actor.name() + " broke: " + e);
            });
    if (actor.hasEnded()) {
      world.note(actor.name() + " has ended");
      cast.actors().remove(actor);
    }
  }

  private boolean isFine() {
    return world.violations().found().isEmpty();
  }
}
