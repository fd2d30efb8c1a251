package dev.mediajobs.local.events;

import java.io.IOException;
import java.net.URI;
import java.time.Clock;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** EventBridge's PutEvents on 127.0.0.1. */
public final class EventBridgeEmulator implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(EventBridgeEmulator.class);
  private static final String HOST = "127.0.0.1";
  private static final int MOST_THREADS = 8;

  private final Server server;
  private final URI endpoint;

  private EventBridgeEmulator(Server server, URI endpoint) {
    this.server = server;
    this.endpoint = endpoint;
  }

  /**
   * Starts the service.
   *
   * @param buses take what is put
   * @param clock dates events that name no time
   * @throws IOException if no port can be opened
   */
  public static EventBridgeEmulator start(EventBuses buses, Clock clock) throws IOException {
    QueuedThreadPool threads = new QueuedThreadPool(MOST_THREADS);
    threads.setName("eventbridge-http");
    threads.setDaemon(true);
    Server server = new Server(threads);
    ServerConnector connector = new ServerConnector(server, 1, 1);
    connector.setHost(HOST);
    server.addConnector(connector);
    server.setHandler(new PutEventsProtocol(new PutEvents(buses, clock)));
    try {
      server.start();
    } catch (Exception e) {
      throw new IOException("The local EventBridge can't open a port on " + HOST, e);
    }
    return new EventBridgeEmulator(
        server, URI.create("http://" + HOST + ":" + connector.getLocalPort()));
  }

  /** The address that clients use as the endpoint of EventBridge. */
  public URI endpoint() {
    return endpoint;
  }

  /** Stops accepting requests; may be called more than once. */
  @Override
  public void close() {
    try {
      server.stop();
    } catch (Exception e) {
      LOG.warn("The local EventBridge did not stop its port in order", e);
    }
  }
}
