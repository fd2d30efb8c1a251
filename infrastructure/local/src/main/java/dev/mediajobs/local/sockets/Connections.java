package dev.mediajobs.local.sockets;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** The connections that are open, and how long they may be. Safe for use by many threads. */
final class Connections {

  /** "Quotas for configuring and running a WebSocket API": idle connection timeout. */
  private static final Duration LONGEST_IDLE = Duration.ofMinutes(10);

  /** The same: connection duration. */
  private static final Duration LONGEST = Duration.ofHours(2);

  /** RFC 6455, section 7.4.1: the server goes away. */
  private static final int GOING_AWAY = 1001;

  private final Map<String, Connection> open = new ConcurrentHashMap<>();
  private final Clock clock;

  Connections(Clock clock) {
    this.clock = clock;
  }

  void add(Connection connection) {
    open.put(connection.id(), connection);
  }

  Optional<Connection> find(String id) {
    return Optional.ofNullable(open.get(id));
  }

  /** Whether it was still there. */
  boolean remove(Connection connection) {
    return open.remove(connection.id(), connection);
  }

  /**
   * Ends those that have been open, or idle, for too long.
   *
   * @return how many
   */
  int expire() {
    Instant now = clock.instant();
    int ended = 0;
    for (Connection connection : open.values()) {
      if (!now.isBefore(connection.connectedAt().plus(LONGEST))
          || !now.isBefore(connection.lastActive().plus(LONGEST_IDLE))) {
        connection.close(GOING_AWAY, "Going away");
        ended++;
      }
    }
    return ended;
  }
}
