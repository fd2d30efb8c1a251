package dev.mediajobs.outbound;

/** A text that is no address that requests may be sent to; the message says why, for people. */
public final class InvalidDestinationException extends Exception {

  private static final long serialVersionUID = 1;

  InvalidDestinationException(String message) {
    super(message);
  }
}
