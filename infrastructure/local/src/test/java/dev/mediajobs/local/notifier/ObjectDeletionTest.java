package dev.mediajobs.local.notifier;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mediajobs.aws.AwsClients;
import dev.mediajobs.aws.Environment;
import dev.mediajobs.jobs.MediaStore;
import dev.mediajobs.local.s3.BucketNotifications;
import dev.mediajobs.local.s3.S3Server;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.SdkResponse;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.DeleteObjectsResponse;
import software.amazon.awssdk.services.s3.model.S3Error;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.presigner.S3Presigner;

/** How a media store deletes many objects. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ObjectDeletionTest {

  private static final AwsBasicCredentials KEYS = AwsBasicCredentials.create("TESTKEY", "secret");

  private S3Server server;
  private S3Client s3;

  @BeforeAll
  void start(@TempDir Path folder) {
    server =
        S3Server.start(folder, KEYS, Optional.empty(), new BucketNotifications(Clock.systemUTC()));
    s3 =
        new AwsClients(
                new Environment(
                    Map.of(
                        "AWS_REGION", "us-east-1",
                        "AWS_ACCESS_KEY_ID", KEYS.accessKeyId(),
                        "AWS_SECRET_ACCESS_KEY", KEYS.secretAccessKey(),
                        "AWS_ENDPOINT_URL", server.endpoint().toString())))
            .s3();
    s3.createBucket(create -> create.bucket("media"));
  }

  @AfterAll
  void stop() {
    s3.close();
    server.close();
  }

  @Test
  void moreObjectsThanOneRequestTakesAreAllDeletedAndThoseBesideThemStay() {
    for (int i = 0; i < 1_001; i++) {
      put("many/%d/object".formatted(i));
    }
    put("many-more/object");

    assertThat(store(s3).deleteAllUnder("many/")).isEqualTo(1_001);

    assertThat(count("many/")).isZero();
    assertThat(count("many-more/")).isEqualTo(1);
  }

  @Test
  void whereThereIsNothingNothingIsDeleted() {
    assertThat(store(s3).deleteAllUnder("nothing/")).isZero();
  }

  @Test
  void anObjectThatS3KeepsIsNamedWithTheReason() {
    put("kept/object");
    try (S3Client refusing = refusing()) {
      assertThatThrownBy(() -> store(refusing).deleteAllUnder("kept/"))
          .isInstanceOf(S3Exception.class)
          .hasMessageContaining("1 objects could not be deleted: kept/object (SlowDown)");
    }
  }

  @Test
  void aPrefixThatCouldBeginTheKeysOfAnotherJobIsRefused() {
    assertThatThrownBy(() -> store(s3).deleteAllUnder("7d/jobs/1"))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private static MediaStore store(S3Client client) {
    return new MediaStore(client, S3Presigner.builder().region(Region.US_EAST_1).build(), "media");
  }

  private void put(String key) {
    s3.putObject(put -> put.bucket("media").key(key), RequestBody.fromString("x"));
  }

  private int count(String prefix) {
    return s3.listObjectsV2(list -> list.bucket("media").prefix(prefix)).contents().size();
  }

  private S3Client refusing() {
    return S3Client.builder()
        .endpointOverride(server.endpoint())
        .region(Region.US_EAST_1)
        .forcePathStyle(true)
        .credentialsProvider(StaticCredentialsProvider.create(KEYS))
        .httpClientBuilder(UrlConnectionHttpClient.builder())
        .overrideConfiguration(override -> override.addExecutionInterceptor(new Refusal()))
        .build();
  }

  private static final class Refusal implements ExecutionInterceptor {
    @Override
    public SdkResponse modifyResponse(
        Context.ModifyResponse context, ExecutionAttributes attributes) {
      return context.response() instanceof DeleteObjectsResponse
          ? DeleteObjectsResponse.builder()
              .errors(S3Error.builder().key("kept/object").code("SlowDown").build())
              .build()
          : context.response();
    }
  }
}
