package dev.mediajobs.jobs;

import java.nio.charset.StandardCharsets;

/**
 * Jobs that share a concurrency limit. Pending and processing ones count.
 *
 * @param name unique among all pools
 * @param limit how many of them there may be at once, 1 to {@link #HIGHEST_LIMIT}
 */
public record Pool(String name, int limit) {

  /** The highest limit: the slots of a pool are read together before one is taken. */
  public static final int HIGHEST_LIMIT = 1000;

  /**
   * Checks the limit.
   *
   * @throws IllegalArgumentException when it is out of range
   */
  public Pool {
    if (limit < 1 || limit > HIGHEST_LIMIT) {
      throw new IllegalArgumentException(
          "the limit of the pool %s must be from 1 to %d, not %d"
              .formatted(name, HIGHEST_LIMIT, limit));
    }
  }

  /** The pool that all jobs without a signed-in owner share. */
  public static Pool anonymous(int limit) {
    return new Pool("anonymous", limit);
  }

  /** The pool of one signed-in user's jobs. */
  public static Pool of(Owner owner, int limit) {
    return new Pool("user-" + Sha256.of(owner.subject().getBytes(StandardCharsets.UTF_8)), limit);
  }

  /** The pool that every job is in, whoever owns it. */
  public static Pool overall(int limit) {
    return new Pool("overall", limit);
  }
}
