package dev.mediajobs.json;

/** A JSON text is not what it should be. The message is fit for whoever sent it. */
public final class JsonException extends Exception {

  private final String field;
  private final String problem;

  /**
   * About one field.
   *
   * @param field its name, dotted when it lies deeper; empty for the text as a whole
   * @param problem what is wrong and what it should be, to be read after the field's name
   */
  public JsonException(String field, String problem) {
    this.field = field;
    this.problem = problem;
  }

  @Override
  public String getMessage() {
    return (field.isEmpty() ? "the JSON text" : field) + " " + problem;
  }

  /** The field's name; empty for the text as a whole. */
  public String field() {
    return field;
  }

  /** What is wrong, to be read after the field's name. */
  public String problem() {
    return problem;
  }
}
