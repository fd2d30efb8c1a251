package dev.mediajobs.local.lambda;

/**
 * An error that a function's runtime told, or that Lambda finds in a runtime. Where in the handler
 * it came from stands in the function's own log.
 */
public final class FunctionException extends Exception {

  private static final long serialVersionUID = 1L;

  private final String type;

  /**
   * An error.
   *
   * @param type such as {@code Runtime.ExitError}, or the name of a Java class
   * @param problem what is wrong
   */
  public FunctionException(String type, String problem) {
    super(type + ": " + problem, null, false, false);
    this.type = type;
  }

  /** The error's type. */
  public String type() {
    return type;
  }
}
