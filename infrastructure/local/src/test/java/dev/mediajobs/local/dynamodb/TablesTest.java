package dev.mediajobs.local.dynamodb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.mediajobs.local.template.Node.Mapping;
import dev.mediajobs.local.template.Template;
import dev.mediajobs.local.template.TemplateException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
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
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.Record;
import software.amazon.awssdk.services.dynamodb.model.ShardIteratorType;
import software.amazon.awssdk.services.dynamodb.model.TableDescription;
import software.amazon.awssdk.services.dynamodb.streams.DynamoDbStreamsClient;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TablesTest {

  private static final String TABLE =
      """
      Resources:
        Rows:
          Type: AWS::DynamoDB::Table
          Properties:
            AttributeDefinitions:
              - { AttributeName: pk, AttributeType: S }
              - { AttributeName: lease, AttributeType: N }
            KeySchema: [{ AttributeName: pk, KeyType: HASH }]
            GlobalSecondaryIndexes:
              - IndexName: leases
                KeySchema: [{ AttributeName: lease, KeyType: HASH }]
                Projection: { ProjectionType: KEYS_ONLY }
            StreamSpecification: { StreamViewType: NEW_AND_OLD_IMAGES }
      """;

  private static final StaticCredentialsProvider KEYS =
      StaticCredentialsProvider.create(AwsBasicCredentials.create("TESTKEY", "secret"));

  private DynamoDbServer server;
  private DynamoDbClient dynamo;

  @BeforeAll
  void start() {
    server = DynamoDbServer.start(Optional.empty());
    dynamo =
        DynamoDbClient.builder()
            .endpointOverride(server.endpoint())
            .region(Region.US_EAST_1)
            .credentialsProvider(KEYS)
            .httpClientBuilder(UrlConnectionHttpClient.builder())
            .build();
  }

  @AfterAll
  void stop() {
    dynamo.close();
    server.close();
  }

  @Test
  void anIndexHoldsOnlyRowsThatHaveItsKey(@TempDir Path folder) throws IOException {
    new Tables(dynamo).create("indexed", properties(folder, TABLE));
    dynamo.putItem(
        put ->
            put.tableName("indexed")
                .item(
                    Map.of(
                        "pk",
                        AttributeValue.fromS("a"),
                        "lease",
                        AttributeValue.fromN("7"),
                        "more",
                        AttributeValue.fromS("x"))));
    dynamo.putItem(put -> put.tableName("indexed").item(Map.of("pk", AttributeValue.fromS("b"))));

    List<Map<String, AttributeValue>> found =
        dynamo.scan(scan -> scan.tableName("indexed").indexName("leases")).items();

    assertThat(found)
        .containsExactly(
            Map.of("pk", AttributeValue.fromS("a"), "lease", AttributeValue.fromN("7")));
  }

  @Test
  void aStreamTellsTheOldAndTheNewImage(@TempDir Path folder) throws IOException {
    TableDescription table = new Tables(dynamo).create("streamed", properties(folder, TABLE));
    for (String value : List.of("1", "2")) {
      dynamo.putItem(
          put ->
              put.tableName("streamed")
                  .item(Map.of("pk", AttributeValue.fromS("a"), "v", AttributeValue.fromN(value))));
    }
    try (DynamoDbStreamsClient streams =
        DynamoDbStreamsClient.builder()
            .endpointOverride(server.endpoint())
            .region(Region.US_EAST_1)
            .credentialsProvider(KEYS)
            .httpClientBuilder(UrlConnectionHttpClient.builder())
            .build()) {
      String shard =
          streams
              .describeStream(describe -> describe.streamArn(table.latestStreamArn()))
              .streamDescription()
              .shards()
              .getFirst()
              .shardId();
      String iterator =
          streams
              .getShardIterator(
                  get ->
                      get.streamArn(table.latestStreamArn())
                          .shardId(shard)
                          .shardIteratorType(ShardIteratorType.TRIM_HORIZON))
              .shardIterator();
      List<Record> records =
          await()
              .atMost(Duration.ofMinutes(1))
              .until(
                  () -> streams.getRecords(get -> get.shardIterator(iterator)).records(),
                  found -> found.size() == 2);

      assertThat(records.getLast().eventNameAsString()).isEqualTo("MODIFY");
      assertThat(records.getLast().dynamodb().oldImage())
          .containsEntry("v", AttributeValue.fromN("1"));
      assertThat(records.getLast().dynamodb().newImage())
          .containsEntry("v", AttributeValue.fromN("2"));
    }
  }

  @Test
  void aKeptTableIsUsedAgainUnlessItsKeyHasChanged(@TempDir Path folder) throws IOException {
    Tables tables = new Tables(dynamo);
    tables.create("kept", properties(folder, TABLE));
    dynamo.putItem(put -> put.tableName("kept").item(Map.of("pk", AttributeValue.fromS("a"))));

    tables.create("kept", properties(folder, TABLE));

    assertThat(dynamo.scan(scan -> scan.tableName("kept")).count()).isEqualTo(1);
    assertThatThrownBy(
            () ->
                tables.create(
                    "kept",
                    properties(folder, TABLE.replace("AttributeName: pk", "AttributeName: other"))))
        .isInstanceOf(TemplateException.class)
        .hasMessageContaining(
            "the data folder has a table kept with another key; use another folder");
  }

  private static Mapping properties(Path folder, String template) throws IOException {
    Path file = Files.writeString(folder.resolve("template.yaml"), template);
    return Template.read(file, "demo", Map.of()).resources().getFirst().properties();
  }
}
