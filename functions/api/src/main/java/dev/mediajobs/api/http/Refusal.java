package dev.mediajobs.api.http;

/** A request is not answered as it wished. */
public final class Refusal extends Exception {

  private final transient Problem problem;

  /** For this reason. */
  public Refusal(Problem problem) {
    super(problem.code());
    this.problem = problem;
  }

  /** Why. */
  public Problem problem() {
    return problem;
  }
}
