package dev.mediajobs.local.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.mediajobs.aws.AwsClients;
import dev.mediajobs.aws.Environment;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3Configuration;
import software.amazon.awssdk.services.s3.model.CompletedPart;
import software.amazon.awssdk.services.s3.model.NoSuchUploadException;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.presigner.S3Presigner;
import software.amazon.awssdk.services.s3.presigner.model.PresignedPutObjectRequest;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class S3ServerTest {

  private static final String BUCKET = "media";
  private static final AwsBasicCredentials KEYS =
      AwsBasicCredentials.create("TESTKEY", "test-secret");
  private static final String PAGE = "https://example.com";

  private final HttpClient http = HttpClient.newHttpClient();
  private S3Server server;
  private S3Client s3;
  private S3Presigner presigner;

  @BeforeAll
  void start(@TempDir Path folder) {
    CorsRule cors =
        new CorsRule(List.of(PAGE), List.of("GET", "PUT"), List.of("*"), List.of("ETag"));
    server =
        S3Server.start(folder, KEYS, Optional.of(cors), new BucketNotifications(Clock.systemUTC()));
    StaticCredentialsProvider credentials = StaticCredentialsProvider.create(KEYS);
    s3 =
        new AwsClients(
                new Environment(
                    Map.of(
                        "AWS_REGION", "us-east-1",
                        "AWS_ACCESS_KEY_ID", KEYS.accessKeyId(),
                        "AWS_SECRET_ACCESS_KEY", KEYS.secretAccessKey(),
                        "AWS_ENDPOINT_URL", server.endpoint().toString())))
            .s3();
    presigner =
        S3Presigner.builder()
            .endpointOverride(server.endpoint())
            .region(Region.US_EAST_1)
            .credentialsProvider(credentials)
            .serviceConfiguration(S3Configuration.builder().pathStyleAccessEnabled(true).build())
            .build();
    s3.createBucket(bucket -> bucket.bucket(BUCKET));
  }

  @AfterAll
  void stop() {
    presigner.close();
    s3.close();
    server.close();
    http.close();
  }

  @Test
  void anObjectComesBackWithItsTypeAndByRange() {
    s3.putObject(
        put -> put.bucket(BUCKET).key("a/b.txt").contentType("text/x-mine"),
        RequestBody.fromString("0123456789"));

    assertThat(s3.headObject(head -> head.bucket(BUCKET).key("a/b.txt")).contentType())
        .isEqualTo("text/x-mine");
    assertThat(
            s3.getObjectAsBytes(get -> get.bucket(BUCKET).key("a/b.txt").range("bytes=3-5"))
                .asUtf8String())
        .isEqualTo("345");
  }

  @Test
  void aPresignedPutStoresWhatWasSigned() throws Exception {
    assertThat(send(presign("signed.bin", 4, Duration.ofMinutes(5)), "abcd").statusCode())
        .isEqualTo(200);
    assertThat(s3.headObject(head -> head.bucket(BUCKET).key("signed.bin")).contentLength())
        .isEqualTo(4);
  }

  @Test
  void aBodyOfAnotherLengthThanSignedIsRefused() throws Exception {
    PresignedPutObjectRequest signed = presign("length.bin", 4, Duration.ofMinutes(5));

    assertThat(send(signed, "abcde").statusCode()).isEqualTo(403);
    assertThat(exists("length.bin")).isFalse();
  }

  @Test
  void aPresignedPutDoesNotReplaceAnObject() throws Exception {
    PresignedPutObjectRequest signed = presign("once.bin", 4, Duration.ofMinutes(5));

    assertThat(send(signed, "abcd").statusCode()).isEqualTo(200);
    assertThat(send(signed, "wxyz").statusCode()).isEqualTo(412);
    assertThat(s3.getObjectAsBytes(get -> get.bucket(BUCKET).key("once.bin")).asUtf8String())
        .isEqualTo("abcd");
  }

  @Test
  void aPresignedPutWithoutItsSignedConditionIsRefused() throws Exception {
    PresignedPutObjectRequest signed = presign("condition.bin", 4, Duration.ofMinutes(5));
    HttpRequest request =
        HttpRequest.newBuilder(signed.url().toURI()).PUT(BodyPublishers.ofString("abcd")).build();

    assertThat(http.send(request, BodyHandlers.ofString()).statusCode()).isEqualTo(403);
  }

  @Test
  void completingAMultipartUploadDoesNotReplaceAnObject() {
    s3.putObject(put -> put.bucket(BUCKET).key("parts.bin"), RequestBody.fromString("first"));
    String upload =
        s3.createMultipartUpload(create -> create.bucket(BUCKET).key("parts.bin")).uploadId();
    String etag =
        s3.uploadPart(
                part -> part.bucket(BUCKET).key("parts.bin").uploadId(upload).partNumber(1),
                RequestBody.fromString("second"))
            .eTag();

    assertThat(
            org.assertj.core.api.Assertions.catchThrowableOfType(
                    S3Exception.class,
                    () ->
                        s3.completeMultipartUpload(
                            complete ->
                                complete
                                    .bucket(BUCKET)
                                    .key("parts.bin")
                                    .uploadId(upload)
                                    .ifNoneMatch("*")
                                    .multipartUpload(
                                        parts ->
                                            parts.parts(
                                                CompletedPart.builder()
                                                    .partNumber(1)
                                                    .eTag(etag)
                                                    .build()))))
                .statusCode())
        .isEqualTo(412);
    assertThat(s3.getObjectAsBytes(get -> get.bucket(BUCKET).key("parts.bin")).asUtf8String())
        .isEqualTo("first");
  }

  @Test
  void anAbortedUploadTakesNoParts() {
    String upload =
        s3.createMultipartUpload(create -> create.bucket(BUCKET).key("aborted.bin")).uploadId();
    assertThat(uploadPart("aborted.bin", upload)).isNotEmpty();
    s3.abortMultipartUpload(abort -> abort.bucket(BUCKET).key("aborted.bin").uploadId(upload));

    assertThatExceptionOfType(NoSuchUploadException.class)
        .isThrownBy(() -> uploadPart("aborted.bin", upload));
  }

  private String uploadPart(String key, String upload) {
    return s3.uploadPart(
            part -> part.bucket(BUCKET).key(key).uploadId(upload).partNumber(1),
            RequestBody.fromString("a part"))
        .eTag();
  }

  @Test
  void anExpiredAddressIsRefused() throws Exception {
    PresignedPutObjectRequest signed = presign("late.bin", 4, Duration.ofSeconds(1));
    org.awaitility.Awaitility.await()
        .until(() -> java.time.Instant.now().isAfter(signed.expiration().plusSeconds(1)));

    assertThat(send(signed, "abcd").statusCode()).isEqualTo(403);
  }

  @Test
  void anUnsignedRequestIsRefused() throws Exception {
    s3.putObject(put -> put.bucket(BUCKET).key("private.txt"), RequestBody.fromString("secret"));
    URI address = URI.create(server.endpoint() + "/" + BUCKET + "/private.txt");

    assertThat(
            http.send(HttpRequest.newBuilder(address).build(), BodyHandlers.ofString())
                .statusCode())
        .isEqualTo(403);
  }

  @Test
  void aPageMayReadTheETagOfWhatItUploaded() throws Exception {
    PresignedPutObjectRequest signed = presign("cors.bin", 4, Duration.ofMinutes(5));
    HttpRequest.Builder request = request(signed, "abcd").header("Origin", PAGE);

    HttpResponse<String> response = http.send(request.build(), BodyHandlers.ofString());

    assertThat(response.headers().firstValue("Access-Control-Allow-Origin")).contains(PAGE);
    assertThat(response.headers().firstValue("Access-Control-Expose-Headers"))
        .hasValueSatisfying(exposed -> assertThat(exposed).containsIgnoringCase("etag"));
    assertThat(response.headers().firstValue("ETag")).isPresent();
  }

  @Test
  void aPreflightFromAnotherPageIsRefused() throws Exception {
    assertThat(preflight("https://example.com").statusCode()).isEqualTo(200);
    assertThat(preflight("https://elsewhere.test").statusCode()).isEqualTo(403);
  }

  private HttpResponse<String> preflight(String origin) throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(server.endpoint() + "/" + BUCKET + "/cors.bin"))
            .method("OPTIONS", BodyPublishers.noBody())
            .header("Origin", origin)
            .header("Access-Control-Request-Method", "PUT")
            .header("Access-Control-Request-Headers", "content-type,if-none-match")
            .build();
    return http.send(request, BodyHandlers.ofString());
  }

  private PresignedPutObjectRequest presign(String key, long length, Duration validity) {
    return presigner.presignPutObject(
        presign ->
            presign
                .signatureDuration(validity)
                .putObjectRequest(
                    put -> put.bucket(BUCKET).key(key).contentLength(length).ifNoneMatch("*")));
  }

  private HttpResponse<String> send(PresignedPutObjectRequest signed, String body)
      throws Exception {
    return http.send(request(signed, body).build(), BodyHandlers.ofString());
  }

  private static HttpRequest.Builder request(PresignedPutObjectRequest signed, String body)
      throws Exception {
    return HttpRequest.newBuilder(signed.url().toURI())
        .header("If-None-Match", "*")
        .PUT(BodyPublishers.ofByteArray(body.getBytes(StandardCharsets.UTF_8)));
  }

  private boolean exists(String key) {
    return s3.listObjectsV2(list -> list.bucket(BUCKET).prefix(key)).hasContents();
  }
}
