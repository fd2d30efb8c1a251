package dev.mediajobs.local.faults;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One service's port of a relay. Each connection carries one request. The Host header stays as it
 * came, because signatures cover it; bodies are passed on as they come.
 */
final class Door implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(Door.class);
  private static final byte[] GO_ON =
      "HTTP/1.1 100 Continue\r\n\r\n".getBytes(StandardCharsets.ISO_8859_1);
  private static final int LARGEST_PIECE = 64 * 1024;
  private static final int WAITING_CALLERS = 256;

  private final String caller;
  private final Service service;
  private final InetSocketAddress backend;
  private final Script script;
  private final Consumer<Exchange> log;
  private final ServerSocket port;

  private Door(String caller, Service service, URI backend, Script script, Consumer<Exchange> log)
      throws IOException {
    this.caller = caller;
    this.service = service;
    this.backend = new InetSocketAddress(backend.getHost(), backend.getPort());
    this.script = script;
    this.log = log;
    this.port = new ServerSocket(0, WAITING_CALLERS, InetAddress.getLoopbackAddress());
  }

  static Door open(
      String caller, Service service, String backend, Script script, Consumer<Exchange> log)
      throws IOException {
    Door door = new Door(caller, service, URI.create(backend), script, log);
    Thread.ofVirtual().name("relay-" + service).start(door::listen);
    return door;
  }

  String address() {
    return "http://127.0.0.1:" + port.getLocalPort();
  }

  private void listen() {
    while (!port.isClosed()) {
      try {
        Socket connection = port.accept();
        Thread.ofVirtual().name("relayed-" + service).start(() -> serve(connection));
      } catch (SocketException e) {
        LOG.debug("the relay's port is closed", e);
      } catch (IOException e) {
        LOG.error("nobody can connect to the relay of {}", service, e);
      }
    }
  }

  private void serve(Socket connection) {
    try (connection) {
      InputStream in = new BufferedInputStream(connection.getInputStream());
      Optional<Head> request = Head.read(in);
      if (request.isPresent()) {
        relay(request.get(), in, connection.getOutputStream());
      }
    } catch (IOException e) {
      // ffmpeg hangs up when it has read enough, and so does a process that is killed.
      LOG.debug("a connection to {} broke off", service, e);
    }
  }

  private void relay(Head request, InputStream in, OutputStream out) throws IOException {
    if (request.field("transfer-encoding").isPresent()) {
      throw new IOException("the relay takes no request of unknown length");
    }
    if (request.field("expect").isPresent()) {
      out.write(GO_ON);
    }
    byte[] json = service == Service.S3 ? new byte[0] : exactly(in, request.length());
    Call call = Call.of(caller, service, request, new String(json, StandardCharsets.UTF_8));
    Fate fate = script.on(call);
    switch (fate) {
      case Fate.Refused(Answer answer) -> {
        in.skipNBytes(request.length() - json.length);
        out.write(answer.head().bytes());
        if (!request.start().startsWith("HEAD ")) {
          out.write(answer.content());
        }
      }
      case Fate.Unreached() -> in.skipNBytes(request.length() - json.length);
      case Fate.Watched _, Fate.AnswerLost _, Fate.Silence _, Fate.Altered _ ->
          forward(call, request, json, in, out, fate);
    }
  }

  private void forward(
      Call call, Head request, byte[] json, InputStream in, OutputStream out, Fate fate)
      throws IOException {
    try (Socket server = new Socket()) {
      server.connect(backend);
      OutputStream toServer = server.getOutputStream();
      toServer.write(request.with(List.of("expect", "connection"), "Connection: close").bytes());
      toServer.write(json);
      copy(in, toServer, request.length() - json.length);
      InputStream fromServer = new BufferedInputStream(server.getInputStream());
      Head answer =
          Head.read(fromServer)
              .orElseThrow(() -> new EOFException(service + " hung up"))
              .with(List.of("connection"), "Connection: close");
      log.accept(new Exchange(call, answer.status()));
      switch (fate) {
        case Fate.Watched(Runnable then) -> {
          then.run();
          out.write(answer.bytes());
          fromServer.transferTo(out);
        }
        case Fate.Altered(var alteration) -> alter(answer, fromServer, out, alteration);
        default -> fromServer.transferTo(OutputStream.nullOutputStream());
      }
    }
    if (fate instanceof Fate.Silence) {
      // Ends when the caller hangs up.
      in.transferTo(OutputStream.nullOutputStream());
    }
  }

  private static void alter(
      Head answer, InputStream fromServer, OutputStream out, UnaryOperator<String> alteration)
      throws IOException {
    String said = new String(exactly(fromServer, answer.length()), StandardCharsets.UTF_8);
    byte[] instead = alteration.apply(said).getBytes(StandardCharsets.UTF_8);
    out.write(
        answer
            .with(List.of("content-length", "x-amz-crc32"), "Content-Length: " + instead.length)
            .bytes());
    out.write(instead);
  }

  private static byte[] exactly(InputStream in, long length) throws IOException {
    byte[] bytes = in.readNBytes(Math.toIntExact(length));
    if (bytes.length < length) {
      throw new EOFException("a message broke off in its body");
    }
    return bytes;
  }

  private static void copy(InputStream in, OutputStream out, long length) throws IOException {
    byte[] piece = new byte[LARGEST_PIECE];
    for (long left = length; left > 0; ) {
      int count = in.read(piece, 0, (int) Math.min(left, piece.length));
      if (count < 0) {
        throw new EOFException("a request broke off in its body");
      }
      out.write(piece, 0, count);
      left -= count;
    }
  }

  /** Nobody can connect any more; what is under way goes on. */
  @Override
  public void close() throws IOException {
    port.close();
  }
}
