package dev.mediajobs.aws;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;

class NoExpectationTest {

  private static final Logger LOG = LoggerFactory.getLogger(NoExpectationTest.class);
  private static final String BODY = "content";
  private static final String LENGTH = "content-length:";
  private static final byte[] CONTENT =
      "HTTP/1.1 200 OK\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"
          .getBytes(StandardCharsets.US_ASCII);

  private final List<String> heads = new CopyOnWriteArrayList<>();

  @Test
  @Timeout(60)
  void anObjectIsSentAgainWhenTheConnectionBrokeBeforeAnyAnswer() throws Exception {
    try (ServerSocket server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
      Thread _ = Thread.ofVirtual().start(() -> serve(server));

      try (S3Client s3 = clients(server.getLocalPort()).s3()) {
        s3.putObject(put -> put.bucket("bucket").key("key"), RequestBody.fromString(BODY));
      }
    }
    assertThat(heads).hasSize(2).noneMatch(head -> head.contains("100-continue"));
  }

  /** Hangs up on the first request and is content with every other. */
  private void serve(ServerSocket server) {
    for (boolean first = true; !server.isClosed(); first = false) {
      try (Socket client = server.accept()) {
        heads.add(request(client));
        if (!first) {
          client.getOutputStream().write(CONTENT);
        }
      } catch (IOException e) {
        LOG.debug("a client hung up, or the test is over", e);
      }
    }
  }

  /** Takes in the head, and the body unless the client waits to be asked for it. */
  private static String request(Socket client) throws IOException {
    InputStream input = client.getInputStream();
    StringBuilder head = new StringBuilder();
    while (head.indexOf("\r\n\r\n") < 0) {
      int octet = input.read();
      if (octet < 0) {
        throw new EOFException("the head broke off");
      }
      head.append((char) octet);
    }
    if (head.indexOf("100-continue") < 0) {
      // All of it: what is left unread when a connection is closed may spoil the answer.
      int length = length(head.toString());
      assertThat(input.readNBytes(length)).hasSize(length);
    }
    return head.toString();
  }

  private static int length(String head) {
    return head.lines()
        .filter(line -> line.regionMatches(true, 0, LENGTH, 0, LENGTH.length()))
        .mapToInt(line -> Integer.parseInt(line.substring(LENGTH.length()).strip()))
        .findFirst()
        .orElseThrow();
  }

  private static AwsClients clients(int port) {
    return new AwsClients(
        new Environment(
            Map.of(
                "AWS_REGION", "eu-central-1",
                "AWS_ACCESS_KEY_ID", "id",
                "AWS_SECRET_ACCESS_KEY", "secret",
                "AWS_ENDPOINT_URL_S3", "http://127.0.0.1:" + port)));
  }
}
