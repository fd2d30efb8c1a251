package dev.mediajobs.outbound;

import java.io.IOException;

/** A name that leads to an address that requests may not be sent to; no connection was made. */
public final class RefusedAddressException extends IOException {

  private static final long serialVersionUID = 1;

  RefusedAddressException() {
    // Which address it is would tell strangers what names mean inside.
    super("the name leads to an address that is not public");
  }
}
