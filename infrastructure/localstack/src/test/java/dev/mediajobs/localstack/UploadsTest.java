package dev.mediajobs.localstack;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.model.MultipartUpload;

@OnAwsEndpoint
class UploadsTest {

  private static final byte[] CONTENT = "a recording".getBytes(StandardCharsets.UTF_8);

  private static Deployment deployment;
  private static Api api;

  @BeforeAll
  static void deploy(Endpoint endpoint) {
    deployment = Deployment.on(endpoint);
    api = new Api(deployment);
  }

  @AfterAll
  static void delete() {
    deployment.close();
    api.close();
  }

  @Test
  void aSmallFileIsPutToOneAddressAndIsCompleteThen() throws Exception {
    Reply opened = api.open(CONTENT.length);
    assertThat(opened.status()).isEqualTo(201);
    assertThat(api.upload(opened.text("upload_id")).text("status")).isEqualTo("open");

    assertThat(api.put(opened, CONTENT).statusCode()).isEqualTo(200);

    assertThat(api.upload(opened.text("upload_id")).text("status")).isEqualTo("complete");
    assertThat(stored(opened.text("key"))).isEqualTo(CONTENT);
  }

  @Test
  void aFileThatIsThereIsNotOverwrittenByAnotherPut() throws Exception {
    new Abilities(deployment).assumeConditionalPut();
    Reply opened = api.open(CONTENT.length);
    api.put(opened, CONTENT);

    assertThat(api.put(opened, new byte[CONTENT.length]).statusCode()).isEqualTo(412);

    assertThat(stored(opened.text("key"))).isEqualTo(CONTENT);
  }

  @Test
  void theAddressTakesOnlyTheAnnouncedLength() throws Exception {
    new Abilities(deployment).assumeSignatures();
    Reply opened = api.open(CONTENT.length);

    assertThat(api.put(opened, new byte[CONTENT.length - 1]).statusCode()).isEqualTo(403);
    assertThat(api.put(opened, new byte[CONTENT.length + 1]).statusCode()).isEqualTo(403);
    assertThat(api.put(opened, CONTENT).statusCode()).isEqualTo(200);
  }

  @Test
  void theAddressIsWorthNothingWithoutTheGuardAgainstOverwriting() throws Exception {
    new Abilities(deployment).assumeSignatures();
    Reply opened = api.open(CONTENT.length);

    assertThat(api.put(opened.text("url"), CONTENT, "content-type", "video/mp4").statusCode())
        .isEqualTo(403);
  }

  @Test
  void aLargeFileGoesInPartsAndCanBeTakenUpAgain() throws Exception {
    Reply opened = api.open(Parts.SIZE);
    String id = opened.text("upload_id");
    Parts parts = new Parts(api, opened);
    parts.putNext();

    Reply tooEarly = api.complete(id, parts.claims());
    assertThat(tooEarly.status()).isEqualTo(409);
    assertThat(tooEarly.text("detail")).endsWith("2, 3, 4, 5, 6.");

    Reply resumed = api.upload(id);
    var places = resumed.json().objects("parts");
    assertThat(places).hasSize(parts.count());
    assertThat(places.get(0).string("etag")).contains(parts.etags().getFirst());
    assertThat(places.get(0).wholeNumber("size_bytes", 0, Parts.SIZE)).hasValue(parts.partSize());
    assertThat(places.get(1).string("etag")).isEmpty();

    parts.putAllLeft();
    Reply completed = api.complete(id, parts.claims());
    assertThat(completed.status()).isEqualTo(200);
    assertThat(completed.text("status")).isEqualTo("complete");
    assertThat(api.complete(id, parts.claims()).status()).isEqualTo(200);
    String key = opened.text("key");
    assertThat(
            deployment
                .s3
                .headObject(head -> head.bucket(deployment.id("MediaBucket")).key(key))
                .contentLength())
        .isEqualTo(Parts.SIZE);
  }

  @Test
  void anObjectThatIsThereIsNotOverwrittenByCompletingParts() throws Exception {
    new Abilities(deployment).assumeConditionalComplete();
    Reply opened = api.open(Parts.SIZE);
    Parts parts = new Parts(api, opened);
    parts.putAllLeft();
    String key = opened.text("key");
    deployment.s3.putObject(
        put -> put.bucket(deployment.id("MediaBucket")).key(key), RequestBody.fromBytes(CONTENT));

    Reply refused = api.complete(opened.text("upload_id"), parts.claims());

    assertThat(refused.status()).isEqualTo(404);
    assertThat(stored(key)).isEqualTo(CONTENT);
  }

  @Test
  void anUploadThatIsTakenBackLeavesNothing() throws Exception {
    Reply small = api.open(CONTENT.length);
    api.put(small, CONTENT);
    Reply large = api.open(Parts.SIZE);
    new Parts(api, large).putNext();

    assertThat(api.withdraw(small.text("upload_id")).status()).isEqualTo(204);
    assertThat(api.withdraw(large.text("upload_id")).status()).isEqualTo(204);

    String bucket = deployment.id("MediaBucket");
    String smallKey = small.text("key");
    String largeKey = large.text("key");
    assertThat(deployment.s3.listObjectsV2(list -> list.bucket(bucket).prefix(smallKey)).contents())
        .isEmpty();
    assertThat(deployment.s3.listMultipartUploads(list -> list.bucket(bucket)).uploads())
        .extracting(MultipartUpload::key)
        .doesNotContain(largeKey);
    assertThat(api.upload(small.text("upload_id")).status()).isEqualTo(404);
  }

  private static byte[] stored(String key) {
    return deployment
        .s3
        .getObjectAsBytes(get -> get.bucket(deployment.id("MediaBucket")).key(key))
        .asByteArray();
  }
}
