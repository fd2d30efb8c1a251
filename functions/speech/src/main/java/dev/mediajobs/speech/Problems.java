package dev.mediajobs.speech;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Gathers what is wrong with a script, in bounded memory. */
final class Problems {
  static final int MOST = 100;

  private final List<ScriptProblem> all = new ArrayList<>();
  private boolean more;

  void add(String field, String problem) {
    if (all.size() < MOST) {
      all.add(new ScriptProblem(field, problem));
    } else {
      more = true;
    }
  }

  /** Notes that a field is not there, unless something else is known to be wrong with it. */
  void addMissing(String field) {
    if (all.stream().noneMatch(known -> known.field().equals(field))) {
      add(field, "is missing");
    }
  }

  /** Notes what a rule found; false when it found something. */
  boolean passes(String field, Optional<String> problem) {
    problem.ifPresent(found -> add(field, found));
    return problem.isEmpty();
  }

  boolean none() {
    return all.isEmpty();
  }

  /** Everything that was noted. */
  InvalidScriptException exception() {
    List<ScriptProblem> told = new ArrayList<>(all);
    if (more) {
      told.add(new ScriptProblem("", "has more problems than these %d".formatted(MOST)));
    }
    return new InvalidScriptException(told);
  }
}
