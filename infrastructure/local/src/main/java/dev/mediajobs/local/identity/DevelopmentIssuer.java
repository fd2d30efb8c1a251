package dev.mediajobs.local.identity;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Optional;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * An issuer on 127.0.0.1 that believes everybody: whoever can reach it is signed in as whoever they
 * say they are. Its tokens are verified like those of any other issuer.
 */
public final class DevelopmentIssuer implements AutoCloseable {

  /** What its tokens name as the API that they are meant for. */
  public static final String AUDIENCE = "mediajobs";

  /** The one way to get a token, an extension grant as of RFC 6749, section 4.5. */
  public static final String GRANT = "urn:mediajobs:grant-type:development";

  private static final Logger LOG = LoggerFactory.getLogger(DevelopmentIssuer.class);
  private static final String HOST = "127.0.0.1";
  private static final String PORT_FILE = "port";
  private static final int MOST_THREADS = 8;

  private final Server server;
  private final String address;

  private DevelopmentIssuer(Server server, String address) {
    this.server = server;
    this.address = address;
  }

  /**
   * Starts it: with the key that the folder keeps, and at the port that it had there the last time
   * if that is free, since its tokens hold its address.
   *
   * @param folder keeps the key; made when missing, its parent is not
   * @param clock the time that tokens carry
   * @throws IOException if no port can be opened or the folder can't be used
   */
  public static DevelopmentIssuer start(Path folder, Clock clock) throws IOException {
    IssuerFolder kept = new IssuerFolder(folder);
    ServerConnector connector = opened(kept.read(PORT_FILE));
    kept.write(PORT_FILE, Integer.toString(connector.getLocalPort()));
    String address = "http://" + HOST + ":" + connector.getLocalPort();
    SigningKey key = new SigningKey(kept);
    Server server = connector.getServer();
    server.setHandler(new IssuerProtocol(address, key, new AccessTokens(address, key, clock)));
    try {
      server.start();
    } catch (Exception e) {
      throw new IOException("the development issuer did not start", e);
    }
    return new DevelopmentIssuer(server, address);
  }

  private static ServerConnector opened(Optional<String> lastPort) throws IOException {
    int wanted =
        lastPort.filter(text -> text.matches("[0-9]{1,5}")).map(Integer::parseInt).orElse(0);
    try {
      return opened(wanted);
    } catch (IOException | IllegalArgumentException taken) {
      LOG.info("tokens made before are void: the development issuer's port {} is taken", wanted);
      return opened(0);
    }
  }

  private static ServerConnector opened(int port) throws IOException {
    QueuedThreadPool threads = new QueuedThreadPool(MOST_THREADS);
    threads.setName("issuer-http");
    threads.setDaemon(true);
    Server server = new Server(threads);
    ServerConnector connector = new ServerConnector(server, 1, 1);
    connector.setHost(HOST);
    connector.setPort(port);
    server.addConnector(connector);
    connector.open();
    return connector;
  }

  /** Its name, which is also where it answers. */
  public URI address() {
    return URI.create(address);
  }

  @Override
  public void close() {
    try {
      server.stop();
    } catch (Exception e) {
      LOG.warn("the development issuer did not stop in order", e);
    }
  }
}
