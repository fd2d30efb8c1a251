package dev.mediajobs.local.template;

/**
 * A place in a template, for messages.
 *
 * @param file name of the template's file, without folders
 * @param line line in it, from 1
 */
public record Location(String file, int line) {

  /** An error that names this place before its message. */
  public TemplateException error(String message) {
    return new TemplateException(this + ": " + message);
  }

  @Override
  public String toString() {
    return file + " line " + line;
  }
}
