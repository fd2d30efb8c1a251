package dev.mediajobs.api.identity;

/** A token is nobody's. */
final class RejectedTokenException extends Exception {

  private final Rejection reason;

  RejectedTokenException(Rejection reason) {
    super(reason.words());
    this.reason = reason;
  }

  /** With what a library said about it, which may repeat the token: not for the log. */
  RejectedTokenException(Rejection reason, Throwable cause) {
    super(reason.words(), cause);
    this.reason = reason;
  }

  Rejection reason() {
    return reason;
  }
}
