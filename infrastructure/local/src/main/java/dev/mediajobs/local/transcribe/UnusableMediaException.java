package dev.mediajobs.local.transcribe;

import java.io.IOException;

/** Media that can't be transcribed. */
final class UnusableMediaException extends IOException {

  private static final long serialVersionUID = 1;

  private final String reason;

  UnusableMediaException(String reason) {
    super(reason);
    this.reason = reason;
  }

  UnusableMediaException(String reason, Exception cause) {
    super(reason, cause);
    this.reason = reason;
  }

  /** The FailureReason that clients see. */
  String reason() {
    return reason;
  }
}
