package dev.mediajobs.localstack;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.IntPredicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.s3.model.CompletedMultipartUpload;
import software.amazon.awssdk.services.s3.model.CompletedPart;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.presigner.S3Presigner;

/**
 * What AWS does and an emulator of it may leave out. Each is asked of the endpoint itself, by the
 * SDK and without our functions, so that a fault of theirs can't pass for a gap of the endpoint.
 */
record Abilities(Deployment deployment) {

  private static final Logger LOG = LoggerFactory.getLogger(Abilities.class);

  private static final int ROUNDS = 500;

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

  /**
   * Skips the test if two writes at once can both find the same condition true. Nothing keeps them
   * apart on such an endpoint. Asks often, for it may go well for a while.
   */
  void assumeConditionsAtOnce() throws Exception {
    boolean kept = true;
    for (int round = 0; round < ROUNDS && kept; round++) {
      kept = AtOnce.winners(takingOnce()).size() == 1;
    }
    assume("conditions of UpdateItem when several write at once", kept);
  }

  /** Takes a row of its own, which only one can; it is deleted with the table. */
  private IntPredicate takingOnce() {
    String table = deployment.id("JobsTable");
    Map<String, AttributeValue> key =
        Map.of(
            "pk", AttributeValue.fromS("abilities#" + UUID.randomUUID()),
            "sk", AttributeValue.fromS("row"));
    return number -> {
      try {
        deployment.dynamoDb.updateItem(
            update ->
                update
                    .tableName(table)
                    .key(key)
                    .updateExpression("SET taker = :taker")
                    .conditionExpression("attribute_not_exists(taker)")
                    .expressionAttributeValues(
                        Map.of(":taker", AttributeValue.fromN(Integer.toString(number)))));
        return true;
      } catch (ConditionalCheckFailedException taken) {
        return false;
      }
    };
  }

  private static void assume(String ability, boolean present) {
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
