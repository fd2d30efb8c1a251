package dev.mediajobs.local.dynamodb;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.dynamodb.services.local.server.LocalDynamoDBRequestHandler;
import software.amazon.dynamodb.services.local.server.LocalDynamoDBServerHandler;

/**
 * DynamoDB and DynamoDB Streams on a free port of 127.0.0.1.
 *
 * <p>DynamoDB Local's own runner listens on every interface, prints a banner and reports its use,
 * hence this server around its handlers.
 */
public final class DynamoDbServer implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(DynamoDbServer.class);
  private static final int MOST_THREADS = 64;

  private final Server server;
  private final ServerConnector connector;
  private final LocalDynamoDBRequestHandler handler;

  private DynamoDbServer(
      Server server, ServerConnector connector, LocalDynamoDBRequestHandler handler) {
    this.server = server;
    this.connector = connector;
    this.handler = handler;
  }

  /**
   * Starts the server.
   *
   * @param folder where tables are kept; empty means in memory
   */
  public static DynamoDbServer start(Optional<Path> folder) {
    folder.ifPresent(DynamoDbServer::create);
    // 0: no automatic start of a server of its own; one database for all credentials; no artificial
    // delays.
    LocalDynamoDBRequestHandler handler = handler(folder);
    QueuedThreadPool threads = new QueuedThreadPool(MOST_THREADS);
    threads.setName("dynamodb");
    threads.setDaemon(true);
    Server server = new Server(threads);
    ServerConnector connector = new ServerConnector(server, 1, 1);
    connector.setHost("127.0.0.1");
    server.addConnector(connector);
    server.setHandler(new LocalDynamoDBServerHandler(handler, "*"));
    try {
      server.start();
    } catch (Exception failure) {
      throw new IllegalStateException("DynamoDB did not start", failure);
    }
    return new DynamoDbServer(server, connector, handler);
  }

  @SuppressWarnings("NullAway") // DynamoDB Local takes null for "no folder"
  private static LocalDynamoDBRequestHandler handler(Optional<Path> folder) {
    return new LocalDynamoDBRequestHandler(
        0, folder.isEmpty(), folder.map(Path::toString).orElse(null), true, false);
  }

  private static void create(Path folder) {
    try {
      Files.createDirectories(folder);
    } catch (IOException failure) {
      throw new UncheckedIOException("can't make the folder " + folder, failure);
    }
  }

  /** The endpoint for clients of both services. */
  public URI endpoint() {
    return URI.create("http://127.0.0.1:" + connector.getLocalPort());
  }

  @Override
  public void close() {
    try {
      server.stop();
    } catch (Exception failure) {
      LOG.warn("DynamoDB did not stop in order", failure);
    }
    handler.shutdown();
  }
}
