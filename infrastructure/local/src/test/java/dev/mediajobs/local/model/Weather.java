package dev.mediajobs.local.model;

import dev.mediajobs.jobs.Pool;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * How bad a run is.
 *
 * @param pools the limits
 * @param jobs how many are submitted at most
 * @param steps how many steps of the scheduler until nothing goes wrong any more
 * @param faults of a hundred calls, how many meet a fault
 * @param deaths of a hundred calls of workers, how many kill the worker
 * @param losses of a hundred messages, how many are lost
 * @param copies of a hundred messages, how many come twice
 * @param troubles of a hundred steps of a pipeline, how many do not go on to the next
 * @param refusals of a hundred transcriptions, how many fail
 */
record Weather(
    List<Pool> pools,
    int jobs,
    int steps,
    int faults,
    int deaths,
    int losses,
    int copies,
    int troubles,
    int refusals) {

  static Weather of(RandomGenerator random) {
    List<Pool> pools = new ArrayList<>();
    pools.add(Pool.anonymous(random.nextInt(1, 4)));
    if (random.nextBoolean()) {
      pools.add(Pool.overall(random.nextInt(1, 4)));
    }
    return new Weather(
        List.copyOf(pools),
        random.nextInt(1, 7),
        random.nextInt(100, 300),
        oneOf(random, 0, 3, 8, 20),
        oneOf(random, 0, 0, 0, 15),
        oneOf(random, 0, 5, 30),
        oneOf(random, 0, 10, 40),
        oneOf(random, 5, 20, 60),
        oneOf(random, 10, 40, 80));
  }

  private static int oneOf(RandomGenerator random, Integer... values) {
    return values[random.nextInt(values.length)];
  }
}
