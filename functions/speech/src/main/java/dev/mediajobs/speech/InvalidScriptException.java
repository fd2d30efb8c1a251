package dev.mediajobs.speech;

import java.util.List;
import java.util.stream.Collectors;

/** A script breaks the rules. The problems are fit for whoever sent it. */
public final class InvalidScriptException extends Exception {
  private static final long serialVersionUID = 1L;

  private final List<ScriptProblem> problems;

  InvalidScriptException(List<ScriptProblem> problems) {
    this.problems = List.copyOf(problems);
  }

  @Override
  public String getMessage() {
    return problems.stream().map(ScriptProblem::toString).collect(Collectors.joining("; "));
  }

  /**
   * Everything that is wrong, at least one problem; of more than 100 the first 100 and the words
   * that there are more.
   */
  public List<ScriptProblem> problems() {
    return problems;
  }
}
