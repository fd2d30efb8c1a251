package dev.mediajobs.local.sockets;

import java.nio.ByteBuffer;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.ReentrantLock;
import org.eclipse.jetty.websocket.api.Callback;
import org.eclipse.jetty.websocket.api.Session;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One client's connection, from its handshake to its end. Safe for use by many threads. */
final class Connection {

  private static final Logger LOG = LoggerFactory.getLogger(Connection.class);

  /** How long a client may take to take a message before it is given up. */
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  /** Characters of a frame, of which each takes three bytes at most; frames have 32 KB. */
  private static final int LONGEST_PART = 10_000;

  private final String id;
  private final Client client;
  private final Instant connectedAt;
  private final Clock clock;
  private final ReentrantLock sending = new ReentrantLock();
  private volatile Instant lastActive;
  private volatile Optional<Session> session = Optional.empty();

  /**
   * Who is at the other end.
   *
   * @param address the IP address
   * @param agent the header User-Agent of the handshake; may be empty
   * @param domain the name by which the API was reached
   */
  record Client(String address, String agent, String domain) {}

  Connection(String id, Client client, Clock clock) {
    this.id = id;
    this.client = client;
    this.clock = clock;
    this.connectedAt = clock.instant();
    this.lastActive = connectedAt;
  }

  String id() {
    return id;
  }

  Client client() {
    return client;
  }

  Instant connectedAt() {
    return connectedAt;
  }

  /** When something last went either way. */
  Instant lastActive() {
    return lastActive;
  }

  void opened(Session open) {
    session = Optional.of(open);
  }

  /** Something came. */
  void active() {
    lastActive = clock.instant();
  }

  /**
   * Sends a message, after those that are being sent.
   *
   * @return false when the client is not there to take it
   */
  boolean send(String text) throws InterruptedException {
    Optional<Session> open = session.filter(Session::isOpen);
    if (open.isEmpty()) {
      return false;
    }
    sending.lockInterruptibly();
    try {
      for (int from = 0; from == 0 || from < text.length(); ) {
        int to = endOfPart(text, from);
        Callback.Completable sent = new Callback.Completable();
        open.get().sendPartialText(text.substring(from, to), to == text.length(), sent);
        sent.get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        from = Math.max(to, 1);
      }
      active();
      return true;
    } catch (ExecutionException | TimeoutException failure) {
      LOG.debug("a client did not take a message and is given up", failure);
      open.get().disconnect();
      return false;
    } finally {
      sending.unlock();
    }
  }

  /**
   * Answers a ping with what came in it (RFC 6455, section 5.5.3), between parts of messages too.
   */
  void pong(ByteBuffer payload) {
    session.ifPresent(open -> open.sendPong(payload, Callback.NOOP));
  }

  /** Characters are not cut in two. */
  private static int endOfPart(String text, int from) {
    int to = Math.min(text.length(), from + LONGEST_PART);
    return to < text.length() && Character.isHighSurrogate(text.charAt(to - 1)) ? to - 1 : to;
  }

  /** Says good-bye to the client, with a status code of RFC 6455, section 7.4. */
  void close(int status, String reason) {
    session.ifPresent(open -> open.close(status, reason, Callback.NOOP));
  }
}
