package dev.mediajobs.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.TransactionConflictException;

class AwsClientsTest {

  private final AtomicInteger requests = new AtomicInteger();
  private HttpServer server;

  @BeforeEach
  void start() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.start();
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  @Test
  void aWriteInConflictWithATransactionIsTriedAgain() {
    conflicts(3);

    put();

    assertThat(requests).hasValue(4);
  }

  @Test
  void aConflictThatStaysIsGivenUp() {
    conflicts(99);

    assertThatThrownBy(this::put).isInstanceOf(TransactionConflictException.class);

    assertThat(requests).hasValue(4);
  }

  private void conflicts(int number) {
    server.createContext(
        "/",
        exchange -> {
          boolean conflict = requests.incrementAndGet() <= number;
          byte[] body =
              (conflict
                      ? "{\"__type\":\"com.amazonaws.dynamodb.v20120810#TransactionConflictException\"}"
                      : "{}")
                  .getBytes(StandardCharsets.UTF_8);
          exchange.getRequestBody().readAllBytes();
          exchange.sendResponseHeaders(conflict ? 400 : 200, body.length);
          exchange.getResponseBody().write(body);
          exchange.close();
        });
  }

  private void put() {
    Environment environment =
        new Environment(
            Map.of(
                "AWS_REGION", "eu-central-1",
                "AWS_ACCESS_KEY_ID", "id",
                "AWS_SECRET_ACCESS_KEY", "secret",
                "AWS_ENDPOINT_URL_DYNAMODB", "http://127.0.0.1:" + server.getAddress().getPort()));
    try (DynamoDbClient dynamoDb = new AwsClients(environment).dynamoDb()) {
      dynamoDb.putItem(put -> put.tableName("any").item(Map.of("pk", AttributeValue.fromS("1"))));
    }
  }
}
