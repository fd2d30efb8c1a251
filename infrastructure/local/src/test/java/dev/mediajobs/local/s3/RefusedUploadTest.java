package dev.mediajobs.local.s3;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3Configuration;
import software.amazon.awssdk.services.s3.presigner.S3Presigner;

/**
 * An upload that is refused from its head alone. The answer must reach also those who first write
 * the whole body and only then read; that the body can be written after the answer shows it.
 */
@Timeout(30)
class RefusedUploadTest {

  private static final AwsBasicCredentials KEYS =
      AwsBasicCredentials.create("TESTKEY", "test-secret");
  private static final String BUCKET = "media";
  private static final int MEBIBYTE = 1024 * 1024;
  private static final int BODY = 16 * MEBIBYTE;

  private S3Server server;
  private S3Presigner presigner;

  @BeforeEach
  void start(@TempDir Path folder) {
    server =
        S3Server.start(folder, KEYS, Optional.empty(), new BucketNotifications(Clock.systemUTC()));
    presigner =
        S3Presigner.builder()
            .endpointOverride(server.endpoint())
            .region(Region.US_EAST_1)
            .credentialsProvider(StaticCredentialsProvider.create(KEYS))
            .serviceConfiguration(S3Configuration.builder().pathStyleAccessEnabled(true).build())
            .build();
    createBucket();
  }

  private void createBucket() {
    try (S3Client s3 =
        S3Client.builder()
            .endpointOverride(server.endpoint())
            .region(Region.US_EAST_1)
            .credentialsProvider(StaticCredentialsProvider.create(KEYS))
            .forcePathStyle(true)
            .httpClient(UrlConnectionHttpClient.create())
            .build()) {
      s3.createBucket(bucket -> bucket.bucket(BUCKET));
    }
  }

  @AfterEach
  void stop() {
    presigner.close();
    server.close();
  }

  @Test
  void anUploadWithoutASignature() throws Exception {
    URI unsigned = URI.create(server.endpoint() + "/" + BUCKET + "/unsigned.bin");

    assertThat(answerToTheHeadOf(unsigned, "")).startsWith("HTTP/1.1 403 ");
  }

  @Test
  void anUploadToABucketThatIsMissing() throws Exception {
    assertThat(answerToTheHeadOf(object(), ""))
        .startsWith("HTTP/1.1 404 ")
        .contains("NoSuchBucket");
  }

  @Test
  void anUploadOfWhichTheClientAsksFirst() throws Exception {
    assertThat(answerToTheHeadOf(object(), "Expect: 100-continue\r\n"))
        .startsWith("HTTP/1.1 100 ")
        .contains("HTTP/1.1 404 ");
  }

  @Test
  void aPartOfAnUploadThatIsUnknown() throws Exception {
    URI part =
        presigner
            .presignUploadPart(
                presign ->
                    presign
                        .signatureDuration(Duration.ofMinutes(5))
                        .uploadPartRequest(
                            it -> it.bucket(BUCKET).key("a").uploadId("none").partNumber(1)))
            .url()
            .toURI();

    assertThat(answerToTheHeadOf(part, "")).startsWith("HTTP/1.1 404 ").contains("NoSuchUpload");
  }

  private URI object() throws Exception {
    return presigner
        .presignPutObject(
            presign ->
                presign
                    .signatureDuration(Duration.ofMinutes(5))
                    .putObjectRequest(put -> put.bucket("missing").key("a.bin")))
        .url()
        .toURI();
  }

  private String answerToTheHeadOf(URI address, String more) throws IOException {
    try (Socket client = new Socket(address.getHost(), address.getPort())) {
      sendHead(client, address, more);
      String answer = answer(client.getInputStream());
      byte[] piece = new byte[MEBIBYTE];
      for (int sent = 0; sent < BODY; sent += piece.length) {
        client.getOutputStream().write(piece);
      }
      return answer;
    }
  }

  private static void sendHead(Socket client, URI address, String more) throws IOException {
    String target = address.getRawPath();
    if (address.getRawQuery() != null) {
      target += "?" + address.getRawQuery();
    }
    String head =
        "PUT %s HTTP/1.1\r\nHost: %s\r\nContent-Length: %d\r\n%s\r\n"
            .formatted(target, address.getAuthority(), BODY, more);
    client.getOutputStream().write(head.getBytes(StandardCharsets.US_ASCII));
  }

  private static String answer(InputStream from) throws IOException {
    ByteArrayOutputStream read = new ByteArrayOutputStream();
    while (!read.toString(StandardCharsets.UTF_8).endsWith("</Error>")) {
      int next = from.read();
      if (next < 0) {
        break;
      }
      read.write(next);
    }
    return read.toString(StandardCharsets.UTF_8);
  }
}
