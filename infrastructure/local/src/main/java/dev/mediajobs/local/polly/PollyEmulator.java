package dev.mediajobs.local.polly;

import java.io.IOException;
import java.net.URI;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Amazon Polly on 127.0.0.1: SynthesizeSpeech and DescribeVoices, with the real service's checks
 * and errors. Its English voices speak, each in a manner of its own, and say the same always with
 * the same bytes; speech marks, lexicons and synthesis tasks are refused by name.
 */
public final class PollyEmulator implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(PollyEmulator.class);
  private static final String HOST = "127.0.0.1";
  private static final int MOST_THREADS = 16;

  private final Server server;
  private final URI endpoint;

  private PollyEmulator(Server server, URI endpoint) {
    this.server = server;
    this.endpoint = endpoint;
  }

  /**
   * Starts the service. The first text that is spoken takes about a second longer than those after
   * it.
   *
   * @throws IOException if no port can be opened
   */
  public static PollyEmulator start(PollyOptions options) throws IOException {
    VoiceCatalogue voices = VoiceCatalogue.read();
    QueuedThreadPool threads = new QueuedThreadPool(MOST_THREADS);
    threads.setName("polly-http");
    threads.setDaemon(true);
    Server server = new Server(threads);
    ServerConnector connector = new ServerConnector(server, 1, 1);
    connector.setHost(HOST);
    server.addConnector(connector);
    server.setHandler(
        new RestProtocol(
            new VoiceListing(voices, options.voicesPerPage()),
            new SpeechService(voices, new FaultInjector(options.faults()))));
    try {
      server.start();
    } catch (Exception e) {
      throw new IOException("The local Polly can't open a port on " + HOST, e);
    }
    return new PollyEmulator(server, URI.create("http://" + HOST + ":" + connector.getLocalPort()));
  }

  /** The address that clients use as the endpoint of Amazon Polly. */
  public URI endpoint() {
    return endpoint;
  }

  /** Stops accepting requests; may be called more than once. */
  @Override
  public void close() {
    try {
      server.stop();
    } catch (Exception e) {
      LOG.warn("The local Polly did not stop its port in order", e);
    }
  }
}
