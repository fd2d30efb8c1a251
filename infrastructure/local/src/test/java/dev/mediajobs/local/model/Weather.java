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
 * @param losses of a hundred messages, how many are lost
 * @param copies of a hundred messages, how many come twice
 */
record Weather(List<Pool> pools, int jobs, int steps, int faults, int losses, int copies) {

  static Weather of(RandomGenerator random) {
    List<Pool> pools = new ArrayList<>();
    pools.add(Pool.anonymous(random.nextInt(1, 4)));
    if (random.nextBoolean()) {
      pools.add(Pool.overall(random.nextInt(1, 4)));
    }
    return new Weather(
        List.copyOf(pools),
        random.nextInt(1, 5),
        random.nextInt(80, 260),
        List.of(0, 3, 8, 20).get(random.nextInt(4)),
        List.of(0, 5, 30).get(random.nextInt(3)),
        List.of(0, 10, 40).get(random.nextInt(3)));
  }
}
