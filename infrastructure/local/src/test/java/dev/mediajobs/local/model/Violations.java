package dev.mediajobs.local.model;

import java.util.ArrayList;
import java.util.List;

/** What was seen in one run that must never be. */
final class Violations {

  /**
   * A broken invariant.
   *
   * @param invariant its number in the design, 1 to 7
   * @param what was seen
   */
  record Violation(int invariant, String what) {}

  private final List<Violation> found = new ArrayList<>();

  void add(int invariant, String what) {
    found.add(new Violation(invariant, what));
  }

  void check(boolean holds, int invariant, String what) {
    if (!holds) {
      add(invariant, what);
    }
  }

  List<Violation> found() {
    return List.copyOf(found);
  }
}
