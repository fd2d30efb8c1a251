package dev.mediajobs.api.limits;

/**
 * How much room there is for jobs.
 *
 * @param active how many are pending or processing; more than {@code limit} only after the limit
 *     was lowered
 * @param limit how many may be
 */
public record Capacity(int active, int limit) {

  /** How many more may be. */
  int room() {
    return Math.max(0, limit - active);
  }
}
