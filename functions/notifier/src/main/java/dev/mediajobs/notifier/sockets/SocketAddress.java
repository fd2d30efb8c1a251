package dev.mediajobs.notifier.sockets;

import java.net.URI;

/**
 * The address at which connections are managed, which follows from the one that clients connect to
 * (https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-how-to-call-websocket-api-connections.html).
 */
final class SocketAddress {

  private SocketAddress() {}

  /**
   * Of a WebSocket API.
   *
   * @param clients such as {@code wss://id.execute-api.region.amazonaws.com/stage}
   * @throws IllegalStateException when it is no such address
   */
  static URI ofManagement(String clients) {
    if (clients.startsWith("wss://") || clients.startsWith("ws://")) {
      return URI.create("http" + clients.substring("ws".length()));
    }
    throw new IllegalStateException(
        "the environment variable SOCKET_URL must begin with wss:// or ws://");
  }
}
