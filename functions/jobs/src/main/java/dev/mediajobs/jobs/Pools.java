package dev.mediajobs.jobs;

import dev.mediajobs.aws.Environment;
import java.util.List;
import java.util.Optional;

/**
 * Which limits a job counts towards: jobs of people who are not signed in share one, each signed-in
 * user has one, and one may be over all.
 *
 * @param anonymousLimit how many jobs of people who are not signed in may be active at once
 * @param userLimit how many jobs of one signed-in user may be
 * @param overallLimit how many jobs of all may be; 0 for no such limit
 */
public record Pools(int anonymousLimit, int userLimit, int overallLimit) {

  /**
   * From a function's environment; the ranges are those of the template's parameters.
   *
   * @throws IllegalStateException when one is missing or out of range; the message names it
   */
  public static Pools from(Environment environment) {
    return new Pools(
        (int) environment.number("ANONYMOUS_JOB_LIMIT", 1, 100),
        (int) environment.number("USER_JOB_LIMIT", 1, 100),
        (int) environment.number("OVERALL_JOB_LIMIT", 0, Pool.HIGHEST_LIMIT));
  }

  /**
   * The pools of which a job takes one slot each; at least one.
   *
   * @param owner whose job it is; empty when nobody's who is signed in
   */
  public List<Pool> of(Optional<Owner> owner) {
    Pool own =
        owner.map(user -> Pool.of(user, userLimit)).orElseGet(() -> Pool.anonymous(anonymousLimit));
    return overallLimit > 0 ? List.of(own, Pool.overall(overallLimit)) : List.of(own);
  }
}
