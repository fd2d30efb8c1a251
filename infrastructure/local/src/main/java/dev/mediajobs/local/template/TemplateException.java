package dev.mediajobs.local.template;

/**
 * The template, or a value given for one of its parameters, can't be used; the message says where
 * and why.
 */
public final class TemplateException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /** With a message that says where and why. */
  public TemplateException(String message) {
    super(message);
  }

  /** The same, caused by something else. */
  public TemplateException(String message, Throwable cause) {
    super(message, cause);
  }
}
