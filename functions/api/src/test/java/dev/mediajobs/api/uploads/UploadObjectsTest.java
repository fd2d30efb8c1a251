package dev.mediajobs.api.uploads;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dev.mediajobs.aws.AwsClients;
import dev.mediajobs.aws.Environment;
import dev.mediajobs.jobs.Upload;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a signed address binds is written in its query; no server is needed to see it. */
class UploadObjectsTest {

  private static final AwsClients CLIENTS =
      new AwsClients(
          new Environment(
              Map.of(
                  "AWS_REGION", "eu-central-1",
                  "AWS_ACCESS_KEY_ID", "id",
                  "AWS_SECRET_ACCESS_KEY", "secret",
                  "AWS_SESSION_TOKEN", "session")));

  private static final Duration VALIDITY = Duration.ofMinutes(5);

  private final UploadObjects objects =
      new UploadObjects(CLIENTS.s3(), CLIENTS.s3Presigner(), "media");

  private final Upload upload =
      new Upload(
          "0123456789abcdef0123456789abcdef",
          "a.mp4",
          25,
          "video/mp4",
          Optional.of(new Upload.Multipart("s3", 10)),
          Instant.EPOCH,
          Optional.empty());

  @Test
  void aPutIsBoundToItsLengthItsTypeAndAnAbsentObject() {
    assertThat(query(objects.putAddress(upload, VALIDITY)))
        .containsEntry("X-Amz-SignedHeaders", "content-length;content-type;host;if-none-match")
        .containsEntry("X-Amz-Expires", "300");
  }

  @Test
  void aPartIsBoundToItsLength() {
    assertThat(query(objects.partAddress(upload, "s3", 2, VALIDITY)))
        .containsEntry("X-Amz-SignedHeaders", "content-length;host")
        .containsEntry("partNumber", "2")
        .containsEntry("uploadId", "s3");
  }

  @Test
  void noAddressAsksForAChecksumThatABrowserWouldNotSend() {
    assertThat(objects.putAddress(upload, VALIDITY).toString())
        .doesNotContainIgnoringCase("checksum");
    assertThat(objects.partAddress(upload, "s3", 1, VALIDITY).toString())
        .doesNotContainIgnoringCase("checksum");
  }

  @ParameterizedTest
  @CsvSource({"409, UNDER_WAY", "412, SETTLED", "404, SETTLED"})
  void whatAnotherRequestDoesOrHasDoneIsNoFault(int status, UploadObjects.Completion expected)
      throws IOException {
    HttpServer s3 =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    s3.createContext(
        "/",
        exchange -> {
          exchange.sendResponseHeaders(status, -1);
          exchange.close();
        });
    s3.start();
    try {
      AwsClients clients =
          new AwsClients(
              new Environment(
                  Map.of(
                      "AWS_REGION", "eu-central-1",
                      "AWS_ACCESS_KEY_ID", "id",
                      "AWS_SECRET_ACCESS_KEY", "secret",
                      "AWS_ENDPOINT_URL", "http://127.0.0.1:" + s3.getAddress().getPort())));
      UploadObjects there = new UploadObjects(clients.promptS3(), clients.s3Presigner(), "media");

      assertThat(there.complete(upload, "s3", List.of(new StoredPart(1, "e", 10))))
          .isEqualTo(expected);
    } finally {
      s3.stop(0);
    }
  }

  @Test
  void theHeadersToSendAreTheSignedOnesThatABrowserDoesNotSetItself() {
    assertThat(objects.putHeaders(upload))
        .containsExactlyInAnyOrderEntriesOf(
            Map.of("content-type", "video/mp4", "if-none-match", "*"));
  }

  private static Map<String, String> query(URI address) {
    return Arrays.stream(address.getRawQuery().split("&", -1))
        .map(parameter -> parameter.split("=", 2))
        .collect(
            Collectors.toMap(
                pair -> pair[0], pair -> URLDecoder.decode(pair[1], StandardCharsets.UTF_8)));
  }
}
