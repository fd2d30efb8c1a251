package dev.mediajobs.local.sockets;

import java.util.Map;
import java.util.Optional;

/**
 * A WebSocket API as it was declared.
 *
 * @param apiId what functions are told as the API's id
 * @param stage the one stage, which is the first part of every path
 * @param selection where messages name their route
 * @param routes by their key
 */
public record SocketDefinition(
    String apiId, String stage, SelectionExpression selection, Map<String, SocketRoute> routes) {

  /** Keeps a copy. */
  public SocketDefinition {
    routes = Map.copyOf(routes);
  }

  /** The route of this key. */
  Optional<SocketRoute> route(String key) {
    return Optional.ofNullable(routes.get(key));
  }

  /** The route that a message takes; empty when there is none for it and no usual one. */
  Optional<SocketRoute> routeOf(String message) {
    return selection
        .routeOf(message)
        .filter(key -> !key.equals(SocketRoute.CONNECT) && !key.equals(SocketRoute.DISCONNECT))
        .flatMap(this::route)
        .or(() -> route(SocketRoute.DEFAULT));
  }
}
