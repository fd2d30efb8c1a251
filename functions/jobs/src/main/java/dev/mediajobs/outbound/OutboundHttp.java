package dev.mediajobs.outbound;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;
import org.jspecify.annotations.Nullable;

/**
 * Sends requests to addresses that strangers name. Every address that a name leads to is checked,
 * and the connection is made to one that was, so that a name can't lead elsewhere a moment later.
 * Redirections are answers like any other: they are never followed. Safe for use by many threads.
 */
public final class OutboundHttp {

  private static final int MOST_ADDRESSES = 3;

  private final Reach reach;
  private final Names names;
  private final Connector connector;
  private final SSLSocketFactory tls;

  /** With the system's names, sockets and certificates. */
  public OutboundHttp(Reach reach) {
    this(
        reach,
        Names.OF_THE_SYSTEM,
        Connector.SOCKETS,
        (SSLSocketFactory) SSLSocketFactory.getDefault());
  }

  /** With others. */
  public OutboundHttp(Reach reach, Names names, Connector connector, SSLSocketFactory tls) {
    this.reach = reach;
    this.names = names;
    this.connector = connector;
    this.tls = tls;
  }

  /**
   * Posts a body.
   *
   * @param headers neither Host nor Content-Length; names and values of plain ASCII
   * @param limit for everything, from finding the address to the head of the answer
   * @throws RefusedAddressException when the name leads where no request may go; no connection was
   *     made then
   * @throws IOException when there was no answer in time; the message is for people and tells
   *     nothing of the inside
   */
  public Reply post(Destination to, Map<String, String> headers, byte[] body, Duration limit)
      throws IOException {
    AtomicReference<@Nullable Socket> open = new AtomicReference<>();
    long end = System.nanoTime() + limit.toNanos();
    byte[] request = request(to, headers, body);
    FutureTask<Reply> exchange = new FutureTask<>(() -> exchange(to, request, open, end));
    // Finding an address can't be interrupted, so it has a thread of its own that may be left.
    Thread.ofPlatform().daemon().name("outbound").start(exchange);
    try {
      return exchange.get(limit.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      throw new SocketTimeoutException("no answer came within " + limit.toSeconds() + " seconds");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted while waiting for the answer");
    } catch (ExecutionException e) {
      throw e.getCause() instanceof IOException failure ? failure : new IOException(e.getCause());
    } finally {
      close(open.get());
    }
  }

  private Reply exchange(
      Destination to, byte[] request, AtomicReference<@Nullable Socket> open, long end)
      throws IOException {
    try (Socket socket = connected(to, end)) {
      open.set(socket);
      socket.setSoTimeout(millisUntil(end));
      try (Socket channel = to.encrypted() ? encrypted(socket, to) : socket) {
        OutputStream output = channel.getOutputStream();
        output.write(request);
        output.flush();
        return new ReplyReader(new BufferedInputStream(channel.getInputStream())).read();
      }
    }
  }

  private Socket connected(Destination to, long end) throws IOException {
    List<InetAddress> addresses = names.addresses(to.host());
    if (!addresses.stream().allMatch(reach::allows)) {
      throw new RefusedAddressException();
    }
    if (System.nanoTime() - end > 0) {
      throw new SocketTimeoutException("no address was found in time");
    }
    IOException last = new IOException("the name leads to no address");
    for (InetAddress address : addresses.stream().limit(MOST_ADDRESSES).toList()) {
      try {
        return connector.connect(
            new InetSocketAddress(address, to.port()), Duration.ofMillis(millisUntil(end)));
      } catch (IOException e) {
        last = e;
      }
    }
    throw last;
  }

  /** With the name that was asked for, both as SNI (RFC 6066) and to be in the certificate. */
  private SSLSocket encrypted(Socket socket, Destination to) throws IOException {
    SSLSocket encrypted = (SSLSocket) tls.createSocket(socket, to.host(), to.port(), true);
    SSLParameters parameters = encrypted.getSSLParameters();
    parameters.setEndpointIdentificationAlgorithm("HTTPS");
    encrypted.setSSLParameters(parameters);
    encrypted.startHandshake();
    return encrypted;
  }

  private static byte[] request(Destination to, Map<String, String> headers, byte[] body) {
    StringBuilder head = new StringBuilder("POST ").append(to.target()).append(" HTTP/1.1\r\n");
    line(head, "Host", to.authority());
    headers.forEach((name, value) -> line(head, name, value));
    line(head, "Content-Length", Integer.toString(body.length));
    line(head, "Connection", "close");
    ByteArrayOutputStream request = new ByteArrayOutputStream();
    request.writeBytes(head.append("\r\n").toString().getBytes(StandardCharsets.US_ASCII));
    request.writeBytes(body);
    return request.toByteArray();
  }

  private static void line(StringBuilder head, String name, String value) {
    if (value.chars().anyMatch(c -> c < ' ' || c > '~')) {
      throw new IllegalArgumentException("the header " + name + " is not plain ASCII");
    }
    head.append(name).append(": ").append(value).append("\r\n");
  }

  /** At least one, for none means for ever. */
  private static int millisUntil(long end) {
    return Math.clamp(TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime()), 1, Integer.MAX_VALUE);
  }

  private static void close(@Nullable Socket socket) throws IOException {
    if (socket != null) {
      socket.close();
    }
  }
}
