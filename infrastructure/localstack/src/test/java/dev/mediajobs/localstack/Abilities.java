package dev.mediajobs.localstack;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.model.CompletedMultipartUpload;
import software.amazon.awssdk.services.s3.model.CompletedPart;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.presigner.S3Presigner;

/**
 * What S3 does and an emulator of it may leave out. Each is asked of the endpoint itself, by the
 * SDK and without our functions, so that a fault of theirs can't pass for a gap of the endpoint.
 */
record Abilities(Deployment deployment) {

  private static final Logger LOG = LoggerFactory.getLogger(Abilities.class);

  private static final String OBJECT = "abilities/object";
  private static final RequestBody CONTENT = RequestBody.fromString("content");

  /** Skips the test unless a PUT with {@code If-None-Match: *} leaves an object alone. */
  void assumeConditionalPut() {
    put();
    assume("If-None-Match of PutObject", isRefused(412, this::putIfAbsent));
  }

  /** Skips the test unless completing with {@code If-None-Match: *} leaves an object alone. */
  void assumeConditionalComplete() {
    put();
    assume("If-None-Match of CompleteMultipartUpload", isRefused(412, this::completeIfAbsent));
  }

  /** Skips the test unless a presigned address is good for nothing but what was signed. */
  void assumeSignatures() throws Exception {
    URI address;
    try (S3Presigner presigner = deployment.clients.s3Presigner()) {
      address =
          presigner
              .presignPutObject(
                  presign ->
                      presign
                          .signatureDuration(Duration.ofMinutes(1))
                          .putObjectRequest(
                              request ->
                                  request
                                      .bucket(deployment.id("MediaBucket"))
                                      .key(OBJECT)
                                      .contentLength(3L)))
              .url()
              .toURI();
    }
    try (HttpClient http = Api.client()) {
      HttpRequest longer =
          HttpRequest.newBuilder(address).PUT(BodyPublishers.ofByteArray(new byte[4])).build();
      int status = http.send(longer, BodyHandlers.discarding()).statusCode();
      assume("signatures of presigned addresses", status == 403);
    }
  }

  /** Skips the test unless a presigned address decides about headers of the answer. */
  void assumeChosenHeaders() throws Exception {
    put();
    String wanted = "attachment; filename=\"any.txt\"";
    URI address;
    try (S3Presigner presigner = deployment.clients.s3Presigner()) {
      address =
          presigner
              .presignGetObject(
                  presign ->
                      presign
                          .signatureDuration(Duration.ofMinutes(1))
                          .getObjectRequest(
                              request ->
                                  request
                                      .bucket(deployment.id("MediaBucket"))
                                      .key(OBJECT)
                                      .responseContentDisposition(wanted)))
              .url()
              .toURI();
    }
    try (HttpClient http = Api.client()) {
      var answer =
          http.send(HttpRequest.newBuilder(address).build(), BodyHandlers.discarding()).headers();
      assume(
          "response-content-disposition of presigned addresses",
          answer.firstValue("content-disposition").equals(Optional.of(wanted)));
    }
  }

  static void assume(String ability, boolean present) {
    String reason = "This endpoint does not heed the " + ability + ": what relies on it is skipped";
    if (!present) {
      LOG.warn("{}", reason);
    }
    assumeTrue(present, reason);
  }

  private void put() {
    deployment.s3.putObject(put -> put.bucket(deployment.id("MediaBucket")).key(OBJECT), CONTENT);
  }

  private void putIfAbsent() {
    deployment.s3.putObject(
        put -> put.bucket(deployment.id("MediaBucket")).key(OBJECT).ifNoneMatch("*"), CONTENT);
  }

  private void completeIfAbsent() {
    String bucket = deployment.id("MediaBucket");
    String upload =
        deployment.s3.createMultipartUpload(create -> create.bucket(bucket).key(OBJECT)).uploadId();
    String etag =
        deployment
            .s3
            .uploadPart(
                part -> part.bucket(bucket).key(OBJECT).uploadId(upload).partNumber(1), CONTENT)
            .eTag();
    deployment.s3.completeMultipartUpload(
        complete ->
            complete
                .bucket(bucket)
                .key(OBJECT)
                .uploadId(upload)
                .ifNoneMatch("*")
                .multipartUpload(
                    CompletedMultipartUpload.builder()
                        .parts(CompletedPart.builder().partNumber(1).eTag(etag).build())
                        .build()));
  }

  private static boolean isRefused(int status, Runnable request) {
    try {
      request.run();
      return false;
    } catch (S3Exception e) {
      return e.statusCode() == status;
    }
  }
}
