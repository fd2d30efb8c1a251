package dev.mediajobs.local.model;

import dev.mediajobs.local.dynamodb.DynamoDbServer;
import dev.mediajobs.local.dynamodb.Tables;
import dev.mediajobs.local.template.Template;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** The jobs table of template.yaml in a real DynamoDB, seen without any of the product's code. */
final class JobsTable implements AutoCloseable {

  static final String NAME = "jobs";

  private final DynamoDbServer server;
  private final DynamoDbClient client;

  private JobsTable(DynamoDbServer server, DynamoDbClient client) {
    this.server = server;
    this.client = client;
  }

  static JobsTable start() {
    DynamoDbServer server = DynamoDbServer.start(Optional.empty());
    DynamoDbClient client =
        DynamoDbClient.builder()
            .endpointOverride(server.endpoint())
            .region(Region.US_EAST_1)
            .credentialsProvider(
                StaticCredentialsProvider.create(AwsBasicCredentials.create("TESTKEY", "secret")))
            .httpClientBuilder(UrlConnectionHttpClient.builder())
            .build();
    Template template = Template.read(Path.of("../../template.yaml"), "model", Map.of());
    new Tables(client)
        .create(NAME, template.resources("AWS::DynamoDB::Table").getFirst().properties());
    return new JobsTable(server, client);
  }

  DynamoDbClient client() {
    return client;
  }

  /** All rows as they are at this instant. */
  Snapshot read() {
    return Snapshot.of(client.scan(scan -> scan.tableName(NAME).consistentRead(true)).items());
  }

  void delete(Map<String, AttributeValue> row) {
    client.deleteItem(
        delete -> delete.tableName(NAME).key(Map.of("pk", row.get("pk"), "sk", row.get("sk"))));
  }

  void clear() {
    client.scan(scan -> scan.tableName(NAME)).items().forEach(this::delete);
  }

  @Override
  public void close() {
    client.close();
    server.close();
  }
}
