package dev.mediajobs.outbound;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;

/** Makes connections. */
@FunctionalInterface
public interface Connector {

  /** By plain sockets. */
  Connector SOCKETS =
      (address, limit) -> {
        Socket socket = new Socket();
        try {
          socket.connect(address, Math.toIntExact(limit.toMillis()));
          return socket;
        } catch (IOException e) {
          socket.close();
          throw e;
        }
      };

  /**
   * Connects.
   *
   * @param limit how long it may take
   * @throws IOException when nobody answers there in time
   */
  Socket connect(InetSocketAddress address, Duration limit) throws IOException;
}
