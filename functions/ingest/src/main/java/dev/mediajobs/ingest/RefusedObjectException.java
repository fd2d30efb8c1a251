package dev.mediajobs.ingest;

/** No job can be made of an object. The message is a sentence for whoever put it there. */
final class RefusedObjectException extends Exception {

  private static final long serialVersionUID = 1;

  private final String code;

  RefusedObjectException(String code, String message) {
    super(message);
    this.code = code;
  }

  /** What is wrong, for programs. */
  String code() {
    return code;
  }

  /** What is wrong, for people. */
  String sentence() {
    return String.valueOf(getMessage());
  }
}
