package dev.mediajobs.local.sockets;

import java.nio.ByteBuffer;
import java.util.Optional;
import org.eclipse.jetty.websocket.api.Callback;
import org.eclipse.jetty.websocket.api.Session;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Hears what comes over one connection. Jetty needs it to be public. */
public final class ConnectionListener implements Session.Listener.AutoDemanding {

  private static final Logger LOG = LoggerFactory.getLogger(ConnectionListener.class);

  /** RFC 6455, section 7.4.1: data of a type that the endpoint does not take. */
  private static final int UNSUPPORTED = 1003;

  private final Connection connection;
  private final SocketTraffic traffic;

  ConnectionListener(Connection connection, SocketTraffic traffic) {
    this.connection = connection;
    this.traffic = traffic;
  }

  @Override
  public void onWebSocketOpen(Session session) {
    connection.opened(session);
    traffic.opened(connection);
  }

  @Override
  public void onWebSocketText(String message) {
    connection.active();
    traffic.received(connection, message);
  }

  @Override
  public void onWebSocketBinary(ByteBuffer payload, Callback callback) {
    connection.close(UNSUPPORTED, "Binary frames are not supported");
    callback.succeed();
  }

  /** Jetty answers pings only for those who don't listen to them. */
  @Override
  public void onWebSocketPing(ByteBuffer payload) {
    connection.active();
    connection.pong(payload);
  }

  @Override
  public void onWebSocketClose(int status, String reason, Callback callback) {
    traffic.ended(connection, status, Optional.ofNullable(reason).orElse(""));
    callback.succeed();
  }

  @Override
  public void onWebSocketError(Throwable cause) {
    LOG.debug("connection {} failed", connection.id(), cause);
  }
}
