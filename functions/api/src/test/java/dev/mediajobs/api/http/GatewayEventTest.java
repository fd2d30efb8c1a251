package dev.mediajobs.api.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GatewayEventTest {

  @Test
  void aRequestIsReadWhateverTheOrderOfItsMembers() throws Exception {
    Request request =
        read(
            """
            {"body":"eyJhIjoxfQ==","isBase64Encoded":true,
             "requestContext":{"http":{"method":"POST"},"requestId":"r-1","authorizer":null},
             "headers":{"Authorization":"Bearer x"},"cookies":["a=b"],
             "pathParameters":{"job_id":"j"},"queryStringParameters":{"token":"t"},
             "routeKey":"POST /api/x","version":"2.0"}
            """);

    assertThat(request.id()).isEqualTo("r-1");
    assertThat(request.routeKey()).isEqualTo("POST /api/x");
    assertThat(request.path("job_id")).isEqualTo("j");
    assertThat(request.query("token")).contains("t");
    assertThat(request.header("authorization")).contains("Bearer x");
    assertThat(request.body().text()).isEqualTo("{\"a\":1}");
  }

  @ParameterizedTest
  @CsvSource({
    "https, 443, https://api.example.com",
    "http, 80, http://api.example.com",
    "http, 8080, http://api.example.com:8080",
    "https, 8443, https://api.example.com:8443",
    "gopher, x@y, https://api.example.com"
  })
  void whereTheClientReachedTheApiIsKnown(String scheme, String port, String origin)
      throws Exception {
    Request request =
        read(
            """
            {"headers":{"X-Forwarded-Proto":"%s","X-Forwarded-Port":"%s"},
             "requestContext":{"domainName":"api.example.com"},
             "routeKey":"GET /api/x","version":"2.0"}
            """
                .formatted(scheme, port));

    assertThat(request.origin()).isEqualTo(origin);
  }

  @Test
  void aRequestWithoutAnythingOptionalIsRead() throws Exception {
    Request request = read("{\"version\":\"2.0\",\"routeKey\":\"GET /\"}");

    assertThat(request.body().text()).isEmpty();
    assertThat(request.path("job_id")).isEmpty();
    assertThat(request.query("token")).isEmpty();
  }

  @Test
  void anEventOfTheOlderFormatIsAnError() {
    assertThatThrownBy(() -> read("{\"version\":\"1.0\",\"resource\":\"/\"}"))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("2.0");
    assertThatThrownBy(() -> read("[]")).isInstanceOf(IOException.class);
  }

  @Test
  void anAnswerKeepsItsTextInsideTheEnvelope() throws Exception {
    ByteArrayOutputStream output = new ByteArrayOutputStream();

    GatewayEvent.write(new Answer(200, Map.of("a", "b"), "{\"x\":\"é\"}"), output);

    assertThat(output.toString(StandardCharsets.UTF_8))
        .isEqualTo(
            "{\"statusCode\":200,\"headers\":{\"a\":\"b\"},\"body\":\"{\\\"x\\\":\\\"é\\\"}\","
                + "\"isBase64Encoded\":false}");
  }

  private static Request read(String event) throws IOException {
    return GatewayEvent.read(new ByteArrayInputStream(event.getBytes(StandardCharsets.UTF_8)));
  }
}
