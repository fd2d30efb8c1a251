package dev.mediajobs.api.sockets;

import java.time.Instant;

/**
 * What happened on a connection, as API Gateway tells it.
 *
 * @param kind what it was
 * @param connection the id that API Gateway gave to the connection
 * @param connectedAt since when it is open
 * @param requestId the name by which API Gateway logs this
 * @param body what the client wrote; empty unless it is a message
 */
record SocketMessage(
    Kind kind, String connection, Instant connectedAt, String requestId, String body) {

  /** What can happen on a connection. */
  enum Kind {
    CONNECT,
    MESSAGE,
    DISCONNECT
  }

  /** Holds no body: there are tokens in it. */
  @Override
  public String toString() {
    return "%s on %s".formatted(kind, connection);
  }
}
