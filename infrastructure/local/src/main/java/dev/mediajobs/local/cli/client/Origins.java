package dev.mediajobs.local.cli.client;

import java.net.URI;

/** Names a server without the path and the query, which may hold a token or a signature. */
final class Origins {
  private Origins() {}

  static String of(URI address) {
    return address.getScheme() + "://" + address.getRawAuthority();
  }
}
