package dev.mediajobs.outbound;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedReader;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ProtocolException;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.ExtendedSSLSession;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OutboundHttpTest {

  private static final Duration LIMIT = Duration.ofSeconds(20);
  private static final Duration SHORT = Duration.ofMillis(300);
  private static final char[] PASSWORD = "password".toCharArray();

  private ServerSocket server;

  /** What is done with the one connection that comes. */
  @FunctionalInterface
  private interface Behaviour {
    void with(Socket socket) throws Exception;
  }

  @BeforeEach
  void start() throws Exception {
    server = new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
  }

  @AfterEach
  void stop() throws Exception {
    server.close();
  }

  @Test
  void aRequestIsWhatHttpWantsAndTheHeadOfTheAnswerIsRead() throws Exception {
    CompletableFuture<List<String>> request =
        serve(
            socket -> {},
            "HTTP/1.1 103 Early Hints\r\nLink: x\r\n\r\nHTTP/1.1 503 Busy\r\nRetry-After:  7 \r\n\r\nmore");

    Reply reply = post("http://example.com:%d/a?b=c", Map.of("X-One", "1"), "{\"ä\":1}", LIMIT);

    assertThat(reply.status()).isEqualTo(503);
    assertThat(reply.retryAfter()).contains("7");
    assertThat(request.get())
        .containsExactly(
            "POST /a?b=c HTTP/1.1",
            "Host: example.com:" + server.getLocalPort(),
            "X-One: 1",
            "Content-Length: 8",
            "Connection: close");
  }

  @Test
  void whoeverNeverAnswersIsLeftInTime() {
    var _ = serve(OutboundHttpTest::awaitClose, "");

    assertThatThrownBy(() -> post("http://example.com:%d/", Map.of(), "", SHORT))
        .isInstanceOf(SocketTimeoutException.class);
  }

  @Test
  void whoeverAnswersDropByDropIsLeftInTimeToo() {
    var _ =
        serve(
            socket -> {
              try (ScheduledExecutorService tap = Executors.newSingleThreadScheduledExecutor()) {
                var _ = tap.scheduleAtFixedRate(() -> drop(socket), 0, 20, TimeUnit.MILLISECONDS);
                awaitClose(socket);
              }
            },
            "");

    assertThatThrownBy(() -> post("http://example.com:%d/", Map.of(), "", SHORT))
        .isInstanceOf(SocketTimeoutException.class);
  }

  @Test
  void anEndlessHeadIsNotReadToItsEnd() {
    var _ = serve(socket -> {}, "HTTP/1.1 200 OK\r\nX: " + "y".repeat(20_000));

    assertThatThrownBy(() -> post("http://example.com:%d/", Map.of(), "", LIMIT))
        .isInstanceOf(ProtocolException.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "HTTP/1.1 2", "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n"})
  void whoeverHangsUpBeforeTheHeadIsWholeHasBrokenTheConnection(String answer) {
    var _ = serve(socket -> {}, answer);

    assertThatThrownBy(() -> post("http://example.com:%d/", Map.of(), "", LIMIT))
        .isInstanceOf(EOFException.class);
  }

  @Test
  void somethingElseThanHttpIsAnError() {
    var _ = serve(socket -> {}, "220 mail.example.com ESMTP\r\n\r\n");

    assertThatThrownBy(() -> post("http://example.com:%d/", Map.of(), "", LIMIT))
        .isInstanceOf(ProtocolException.class);
  }

  @Test
  void aHeaderThatWouldBeTwoIsRefused() {
    assertThatThrownBy(
            () -> post("http://example.com:%d/", Map.of("X", "1\r\nHost: other"), "", LIMIT))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void anEncryptedConnectionNamesTheHostAndHoldsTheCertificateToIt(@TempDir Path folder)
      throws Exception {
    SSLContext context = context(folder);
    List<String> named = new ArrayList<>();
    for (String host : List.of("hooks.example.com", "other.example.com")) {
      var _ = serveEncrypted(context, named);
      OutboundHttp http =
          new OutboundHttp(
              Reach.THIS_MACHINE_TOO,
              _ -> List.of(InetAddress.getLoopbackAddress()),
              Connector.SOCKETS,
              context.getSocketFactory());
      Destination to =
          Destination.of("https://%s:%d/".formatted(host, server.getLocalPort()), Reach.INTERNET);
      if (host.startsWith("hooks")) {
        assertThat(http.post(to, Map.of(), new byte[0], LIMIT).status()).isEqualTo(204);
        assertThat(named).containsExactly("hooks.example.com");
      } else {
        assertThatThrownBy(() -> http.post(to, Map.of(), new byte[0], LIMIT))
            .isInstanceOf(SSLException.class);
      }
    }
  }

  private Reply post(String url, Map<String, String> headers, String body, Duration limit)
      throws Exception {
    OutboundHttp http =
        new OutboundHttp(
            Reach.THIS_MACHINE_TOO,
            _ -> List.of(InetAddress.getLoopbackAddress()),
            Connector.SOCKETS,
            (SSLSocketFactory) SSLSocketFactory.getDefault());
    return http.post(
        Destination.of(url.formatted(server.getLocalPort()), Reach.THIS_MACHINE_TOO),
        headers,
        body.getBytes(StandardCharsets.UTF_8),
        limit);
  }

  private static void drop(Socket socket) {
    try {
      socket.getOutputStream().write('H');
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Reads on until the client has gone, or has broken the connection off. */
  private static void awaitClose(Socket socket) throws IOException {
    try {
      assertThat(socket.getInputStream().readAllBytes()).isEmpty();
    } catch (SocketException e) {
      assertThat(e).hasMessageContaining("reset");
    }
  }

  /** Takes one request, and answers it. */
  private CompletableFuture<List<String>> serve(Behaviour before, String answer) {
    CompletableFuture<List<String>> head = new CompletableFuture<>();
    Thread.ofVirtual()
        .start(
            () -> {
              try (Socket socket = server.accept()) {
                head.complete(head(socket.getInputStream()));
                before.with(socket);
                socket.getOutputStream().write(answer.getBytes(StandardCharsets.UTF_8));
              } catch (Exception e) {
                head.completeExceptionally(e);
              }
            });
    return head;
  }

  private CompletableFuture<Boolean> serveEncrypted(SSLContext context, List<String> named) {
    CompletableFuture<Boolean> served = new CompletableFuture<>();
    Thread.ofVirtual()
        .start(
            () -> {
              try (Socket plain = server.accept();
                  SSLSocket socket =
                      (SSLSocket) context.getSocketFactory().createSocket(plain, null, true)) {
                socket.setUseClientMode(false);
                socket.startHandshake();
                ((ExtendedSSLSession) socket.getSession())
                    .getRequestedServerNames()
                    .forEach(
                        name ->
                            named.add(new String(name.getEncoded(), StandardCharsets.US_ASCII)));
                List<String> _ = head(socket.getInputStream());
                socket
                    .getOutputStream()
                    .write("HTTP/1.1 204 No Content\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
                served.complete(true);
              } catch (IOException e) {
                served.completeExceptionally(e);
              }
            });
    return served;
  }

  private static List<String> head(InputStream input) throws IOException {
    BufferedReader reader =
        new BufferedReader(new InputStreamReader(input, StandardCharsets.US_ASCII));
    List<String> lines = new ArrayList<>();
    for (String line = reader.readLine();
        line != null && !line.isEmpty();
        line = reader.readLine()) {
      lines.add(line);
    }
    return lines;
  }

  /** Of a server for hooks.example.com, whom clients with the same one trust. */
  private static SSLContext context(Path folder) throws Exception {
    Path store = folder.resolve("keys.p12");
    Process keytool =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair",
                "-alias",
                "server",
                "-keyalg",
                "EC",
                "-dname",
                "CN=hooks.example.com",
                "-ext",
                "san=dns:hooks.example.com",
                "-ext",
                "bc=ca:true",
                "-validity",
                "2",
                "-storetype",
                "PKCS12",
                "-keystore",
                store.toString(),
                "-storepass",
                new String(PASSWORD))
            .inheritIO()
            .start();
    assertThat(keytool.waitFor()).isZero();
    KeyStore keys = KeyStore.getInstance("PKCS12");
    try (InputStream input = Files.newInputStream(store)) {
      keys.load(input, PASSWORD);
    }
    KeyStore trusted = KeyStore.getInstance("PKCS12");
    trusted.load(null, PASSWORD);
    trusted.setCertificateEntry("server", keys.getCertificate("server"));
    KeyManagerFactory managers =
        KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    managers.init(keys, PASSWORD);
    TrustManagerFactory trust =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    trust.init(trusted);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(managers.getKeyManagers(), trust.getTrustManagers(), null);
    return context;
  }
}
