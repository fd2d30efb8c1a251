package dev.mediajobs.speech;

/**
 * What is wrong with one field of a script.
 *
 * @param field its path, such as {@code turns[3].text}; empty for the script as a whole
 * @param problem what is wrong and what it should be, to be read after the path
 */
public record ScriptProblem(String field, String problem) {
  /** A sentence without its full stop. */
  @Override
  public String toString() {
    return (field.isEmpty() ? "the script" : field) + " " + problem;
  }
}
