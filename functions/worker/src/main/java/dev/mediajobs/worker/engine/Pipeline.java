package dev.mediajobs.worker.engine;

import java.util.List;

/**
 * The steps that a type of job goes through, in order.
 *
 * @param steps at least one; no two with the same name
 */
public record Pipeline(List<Step> steps) {

  /** Keeps a copy. */
  public Pipeline {
    steps = List.copyOf(steps);
    if (steps.stream().map(Step::name).distinct().count() != steps.size() || steps.isEmpty()) {
      throw new IllegalArgumentException("a pipeline needs steps with different names");
    }
  }

  /**
   * The step called {@code name}.
   *
   * @throws IllegalStateException when there is none: the row was written by another version
   */
  Step step(String name) {
    return steps.get(indexOf(name));
  }

  /**
   * The name of the step after the one called {@code name}.
   *
   * @throws IllegalStateException when it is the last
   */
  String after(String name) {
    int next = indexOf(name) + 1;
    if (next == steps.size()) {
      throw new IllegalStateException("no step follows " + name + "; it must end the job");
    }
    return steps.get(next).name();
  }

  private int indexOf(String name) {
    for (int i = 0; i < steps.size(); i++) {
      if (steps.get(i).name().equals(name)) {
        return i;
      }
    }
    throw new IllegalStateException("the pipeline has no step called " + name);
  }
}
