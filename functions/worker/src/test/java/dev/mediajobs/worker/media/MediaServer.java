package dev.mediajobs.worker.media;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.io.RandomAccessFile;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Serves files by range as S3 does, over a loopback connection, and fails on demand. */
public final class MediaServer implements AutoCloseable {
  private static final Pattern RANGE = Pattern.compile("bytes=(\\d+)-(\\d*)");

  /** How the server treats the requests for one file. */
  public interface Behaviour {
    void answer(HttpExchange exchange, Path file) throws IOException;
  }

  private record Served(Path file, Behaviour behaviour) {}

  private final HttpServer server;
  private final String scheme;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final Map<String, Served> files = new ConcurrentHashMap<>();
  private final AtomicInteger requests = new AtomicInteger();

  private MediaServer(HttpServer server, String scheme) {
    this.server = server;
    this.scheme = scheme;
    server.setExecutor(threads);
    server.createContext("/", this::handle);
    server.start();
  }

  public static MediaServer started() throws IOException {
    return new MediaServer(
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0), "http");
  }

  static MediaServer on(HttpServer bound, String scheme) {
    return new MediaServer(bound, scheme);
  }

  /** An address of a file that stays as it is. */
  public URI serve(Path file) {
    return serve(file, MediaServer::range);
  }

  public URI serve(Path file, Behaviour behaviour) {
    String path = "/bucket/" + files.size() + "-object";
    files.put(path, new Served(file, behaviour));
    return URI.create(base() + path + "?X-Amz-Signature=5ec2e7&X-Amz-Expires=60");
  }

  String base() {
    return "%s://localhost:%d".formatted(scheme, server.getAddress().getPort());
  }

  public int requests() {
    return requests.get();
  }

  private void handle(HttpExchange exchange) throws IOException {
    requests.incrementAndGet();
    try (exchange) {
      Served served = files.get(exchange.getRequestURI().getPath());
      if (served == null) {
        exchange.sendResponseHeaders(404, -1);
      } else {
        served.behaviour().answer(exchange, served.file());
      }
    }
  }

  public static Behaviour status(int status) {
    return (exchange, file) -> exchange.sendResponseHeaders(status, -1);
  }

  /** Answers a range request as S3 does, 416 on an empty object included. */
  public static void range(HttpExchange exchange, Path file) throws IOException {
    sendAtMost(exchange, file, Long.MAX_VALUE);
  }

  /** Announces a whole answer, and breaks the connection off after some bytes of it. */
  public static void sendAtMost(HttpExchange exchange, Path file, long most) throws IOException {
    long size = Files.size(file);
    String header = exchange.getRequestHeaders().getFirst("Range");
    Matcher range = RANGE.matcher(header == null ? "bytes=0-" : header);
    if (!range.matches()) {
      exchange.sendResponseHeaders(400, -1);
      return;
    }
    long from = Long.parseLong(range.group(1));
    long to =
        range.group(2).isEmpty() ? size - 1 : Math.min(size - 1, Long.parseLong(range.group(2)));
    if (from >= size) {
      exchange.sendResponseHeaders(416, -1);
      return;
    }
    exchange.getResponseHeaders().add("Accept-Ranges", "bytes");
    exchange.getResponseHeaders().add("Content-Range", "bytes %d-%d/%d".formatted(from, to, size));
    exchange.sendResponseHeaders(206, to - from + 1);
    copy(file, from, Math.min(most, to - from + 1), exchange.getResponseBody());
  }

  private static void copy(Path file, long from, long length, OutputStream body)
      throws IOException {
    byte[] buffer = new byte[64 * 1024];
    try (RandomAccessFile input = new RandomAccessFile(file.toFile(), "r")) {
      input.seek(from);
      for (long left = length; left > 0; ) {
        int count = input.read(buffer, 0, (int) Math.min(buffer.length, left));
        body.write(buffer, 0, count);
        left -= count;
      }
    }
    body.flush();
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
