package dev.mediajobs.local.http;

import java.io.IOException;
import java.net.URI;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.eclipse.jetty.http.UriCompliance;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.VirtualThreads;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** An HTTP API on 127.0.0.1. */
public final class HttpApi implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(HttpApi.class);
  private static final int MOST_THREADS = 200;

  /** API Gateway's limit for the request line and all headers together. */
  private static final int LARGEST_HEAD = 10_240;

  private final Server server;
  private final ServerConnector connector;

  private HttpApi(Server server, ServerConnector connector) {
    this.server = server;
    this.connector = connector;
  }

  /**
   * Starts the API.
   *
   * @param port its port, or 0 for a free one
   * @param id what functions are told as the API's id
   * @param routes where requests go
   * @param cors which pages may call it; empty leaves CORS to the functions
   * @param authorizer lets in requests to the routes that want signed ones
   * @param clock the time of requests
   * @throws IOException if the port can't be used
   */
  public static HttpApi start(
      int port,
      String id,
      List<Route> routes,
      Optional<CorsPolicy> cors,
      IamAuthorizer authorizer,
      Clock clock)
      throws IOException {
    QueuedThreadPool threads = new QueuedThreadPool(MOST_THREADS);
    threads.setName("http-api");
    threads.setDaemon(true);
    // Whoever sends slowly keeps one of these waiting, of which there are enough for everybody.
    threads.setVirtualThreadsExecutor(VirtualThreads.getNamedVirtualThreadsExecutor("http-api-"));
    Server server = new Server(threads);
    HttpConfiguration configuration = new HttpConfiguration();
    configuration.setRequestHeaderSize(LARGEST_HEAD);
    // Job ids and file names in a path may hold anything, encoded slashes too; no file is ever
    // looked up by it.
    configuration.setUriCompliance(UriCompliance.UNSAFE);
    // By default, a header that differs in case only from an earlier one of the same connection is
    // read as that one: a wrong token would be taken for the right one.
    configuration.setHeaderCacheCaseSensitive(true);
    configuration.setSendServerVersion(false);
    configuration.setSendDateHeader(true);
    ServerConnector connector =
        new ServerConnector(server, 1, 1, new HttpConnectionFactory(configuration));
    connector.setHost("127.0.0.1");
    connector.setPort(port);
    server.addConnector(connector);
    server.setHandler(new Gateway(id, new Routes(routes), cors, authorizer, clock));
    server.setErrorHandler(new GatewayErrors());
    try {
      server.start();
    } catch (IOException taken) {
      throw new IOException(
          "port " + port + " on 127.0.0.1 can't be used; choose another one", taken);
    } catch (Exception failure) {
      throw new IllegalStateException("the HTTP API did not start", failure);
    }
    return new HttpApi(server, connector);
  }

  /** Where it answers. */
  public URI address() {
    return URI.create("http://127.0.0.1:" + connector.getLocalPort());
  }

  @Override
  public void close() {
    try {
      server.stop();
    } catch (Exception failure) {
      LOG.warn("the HTTP API did not stop in order", failure);
    }
  }
}
