package dev.mediajobs.local.api;

import java.util.List;

/**
 * Somebody who asks.
 *
 * @param who for people
 * @param headers how they show who they are: names and values in turn
 */
record Stranger(String who, List<String> headers) {

  static final Stranger NOBODY = new Stranger("nobody", List.of());

  static Stranger with(String who, String authorization) {
    return new Stranger(who, List.of("authorization", authorization));
  }

  static Stranger bearing(String who, String token) {
    return with(who, "Bearer " + token);
  }
}
