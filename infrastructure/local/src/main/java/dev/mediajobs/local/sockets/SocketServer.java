package dev.mediajobs.local.sockets;

import dev.mediajobs.local.http.IamAuthorizer;
import java.io.IOException;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.VirtualThreads;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.eclipse.jetty.websocket.server.ServerWebSocketContainer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The WebSocket API, with the limits of API Gateway. Its address is known before its routes are:
 * functions are told of it.
 */
public final class SocketServer implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(SocketServer.class);

  private static final int MOST_THREADS = 64;

  /** "Quotas for configuring and running a WebSocket API": frame size. */
  private static final long LARGEST_FRAME = 32L * 1024;

  private static final Duration CHECK_PERIOD = Duration.ofSeconds(5);

  private final Server server;
  private final ServerConnector connector;
  private final Connections connections;
  private final Clock clock;
  private final ScheduledExecutorService timer =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("socket-limits").factory());

  private SocketServer(Server server, ServerConnector connector, Clock clock) {
    this.server = server;
    this.connector = connector;
    this.connections = new Connections(clock);
    this.clock = clock;
  }

  /**
   * Takes a free port on 127.0.0.1, at which nobody answers before {@link #serve}.
   *
   * @param clock by which connections are ended
   * @throws IOException if there is no port
   */
  public static SocketServer open(Clock clock) throws IOException {
    QueuedThreadPool threads = new QueuedThreadPool(MOST_THREADS);
    threads.setName("socket-api");
    threads.setDaemon(true);
    threads.setVirtualThreadsExecutor(VirtualThreads.getNamedVirtualThreadsExecutor("socket-api-"));
    Server server = new Server(threads);
    HttpConfiguration configuration = new HttpConfiguration();
    configuration.setSendServerVersion(false);
    ServerConnector connector =
        new ServerConnector(server, 1, 1, new HttpConnectionFactory(configuration));
    connector.setHost("127.0.0.1");
    server.addConnector(connector);
    connector.open();
    return new SocketServer(server, connector, clock);
  }

  /** The address without the stage, such as {@code ws://127.0.0.1:8081}. */
  public URI address() {
    return URI.create("ws://127.0.0.1:" + connector.getLocalPort());
  }

  /**
   * Begins to answer.
   *
   * @param authorizer lets in requests of the management API
   * @return stops telling functions of anything; to be closed before they are
   */
  public AutoCloseable serve(SocketDefinition api, IamAuthorizer authorizer) {
    ServerWebSocketContainer container = ServerWebSocketContainer.ensure(server);
    container.setIdleTimeout(Duration.ZERO);
    container.setMaxTextMessageSize(ManagementApi.LARGEST_MESSAGE);
    container.setMaxFrameSize(LARGEST_FRAME);
    // Else a larger frame would be taken in pieces.
    container.setAutoFragment(false);
    SocketTraffic traffic = new SocketTraffic(api, connections, clock);
    server.setHandler(new SocketGateway(api, container, connections, traffic, authorizer, clock));
    try {
      server.start();
    } catch (Exception failure) {
      throw new IllegalStateException("the WebSocket API did not start", failure);
    }
    var _ =
        timer.scheduleWithFixedDelay(
            connections::expire,
            CHECK_PERIOD.toMillis(),
            CHECK_PERIOD.toMillis(),
            TimeUnit.MILLISECONDS);
    return traffic;
  }

  /**
   * Ends the connections that have been open or idle for too long by the clock, as happens by
   * itself every few seconds.
   *
   * @return how many
   */
  public int expireNow() {
    return connections.expire();
  }

  @Override
  public void close() {
    timer.shutdownNow();
    try {
      server.stop();
      connector.close();
    } catch (Exception failure) {
      LOG.warn("the WebSocket API did not stop in order", failure);
    }
  }
}
