package dev.mediajobs.api.identity;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/** An issuer on this machine that can be told to go wrong. */
final class TestIssuer implements AutoCloseable {

  static final RSAKey RSA = rsa("rsa-1", 2_048);
  static final ECKey CURVE = curve("ec-1");
  static final String DISCOVERY = "/.well-known/openid-configuration";
  static final String KEYS = "/keys";

  private final HttpServer server;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final Map<String, String> instead = new ConcurrentHashMap<>();
  private final AtomicInteger fetches = new AtomicInteger();
  private final CountDownLatch closing = new CountDownLatch(1);
  private volatile JWKSet keys = new JWKSet(List.of(RSA, CURVE));
  private volatile int status = 200;
  private volatile Optional<String> silent = Optional.empty();

  TestIssuer() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(threads);
    server.createContext("/", this::handle);
    server.start();
  }

  static RSAKey rsa(String id, int bits) {
    try {
      return new RSAKeyGenerator(bits, true).keyID(id).keyUse(KeyUse.SIGNATURE).generate();
    } catch (JOSEException e) {
      throw new IllegalStateException(e);
    }
  }

  static ECKey curve(String id) {
    try {
      return new ECKeyGenerator(Curve.P_256).keyID(id).keyUse(KeyUse.SIGNATURE).generate();
    } catch (JOSEException e) {
      throw new IllegalStateException(e);
    }
  }

  String name() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  Issuer issuer() {
    return new Issuer(name(), "mediajobs");
  }

  void publish(JWK... published) {
    keys = new JWKSet(List.of(published));
  }

  /** Answers everything with this status. */
  void answerWith(int code) {
    status = code;
  }

  /** Answers this path with this body. */
  void answer(String path, String body) {
    instead.put(path, body);
  }

  /** Takes requests for this path and never answers. */
  void fallSilentAt(String path) {
    silent = Optional.of(path);
  }

  /** How often the keys were asked for. */
  int fetches() {
    return fetches.get();
  }

  private void handle(HttpExchange exchange) throws IOException {
    String path = exchange.getRequestURI().getPath();
    if (path.equals(KEYS)) {
      fetches.incrementAndGet();
    }
    if (silent.filter(path::equals).isPresent()) {
      awaitClosing();
    }
    String body =
        instead.getOrDefault(
            path,
            path.equals(KEYS)
                ? keys.toString()
                : "{\"issuer\":\"%s\",\"jwks_uri\":\"%s\"}".formatted(name(), name() + KEYS));
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    if (status >= 300 && status < 400) {
      exchange.getResponseHeaders().set("location", name() + "/elsewhere");
    }
    exchange.sendResponseHeaders(status, bytes.length);
    exchange.getResponseBody().write(bytes);
    exchange.close();
  }

  private void awaitClosing() {
    try {
      closing.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    closing.countDown();
    server.stop(0);
    threads.close();
  }
}
