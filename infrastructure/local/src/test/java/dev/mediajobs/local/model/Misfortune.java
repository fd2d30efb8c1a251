package dev.mediajobs.local.model;

import java.util.List;
import java.util.random.RandomGenerator;

/** Decides which call meets which fault. */
final class Misfortune {

  private static final List<Fault> ANY =
      List.of(
          Fault.DIES_BEFORE,
          Fault.DIES_AFTER,
          Fault.THROTTLED,
          Fault.ANSWER_LOST,
          Fault.SENT_TWICE);

  private final World world;
  private final Weather weather;
  private final RandomGenerator random;

  Misfortune(World world, Weather weather) {
    this.world = world;
    this.weather = weather;
    this.random = world.random();
  }

  /** What is to become of the call that {@code actor} waits to do. */
  Fault of(Actor actor) {
    if (!world.isFair() && actor.role() == Role.WORKER && random.nextInt(100) < weather.deaths()) {
      return random.nextBoolean() ? Fault.DIES_BEFORE : Fault.DIES_AFTER;
    }
    if (world.isFair() || random.nextInt(100) >= weather.faults()) {
      return Fault.NONE;
    }
    String call = actor.nextCall().orElse("");
    if (call.startsWith(PlayedStep.BUSY)) {
      return Fault.DIES_BEFORE;
    }
    if (call.startsWith(DynamoDbLink.TRANSACTION) && random.nextInt(3) == 0) {
      return Fault.CONFLICT;
    }
    return ANY.get(random.nextInt(ANY.size()));
  }
}
