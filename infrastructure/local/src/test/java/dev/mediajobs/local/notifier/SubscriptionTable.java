package dev.mediajobs.local.notifier;

import dev.mediajobs.aws.AwsClients;
import dev.mediajobs.aws.Environment;
import dev.mediajobs.local.dynamodb.DynamoDbServer;
import dev.mediajobs.local.dynamodb.Tables;
import dev.mediajobs.local.template.Template;
import dev.mediajobs.push.Subscription;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** The jobs table of template.yaml in a real DynamoDB, for those who need nothing else. */
final class SubscriptionTable implements AutoCloseable {

  static final String NAME = "jobs";

  private final DynamoDbServer server;
  private final DynamoDbClient client;

  private SubscriptionTable(DynamoDbServer server) {
    this.server = server;
    this.client = new AwsClients(new Environment(environment())).dynamoDb();
  }

  static SubscriptionTable start() {
    SubscriptionTable table = new SubscriptionTable(DynamoDbServer.start(Optional.empty()));
    Template template = Template.read(Path.of("../../template.yaml"), "push", Map.of());
    new Tables(table.client)
        .create(NAME, template.resources("AWS::DynamoDB::Table").getFirst().properties());
    return table;
  }

  DynamoDbClient client() {
    return client;
  }

  /** Deletes the row of a subscription and leaves the places that it has. */
  void delete(Subscription subscription) {
    client.deleteItem(delete -> delete.tableName(NAME).key(key(subscription)));
  }

  /** The row of a subscription; empty when there is none. */
  Map<String, AttributeValue> row(Subscription subscription) {
    return client.getItem(get -> get.tableName(NAME).key(key(subscription))).item();
  }

  private static Map<String, AttributeValue> key(Subscription subscription) {
    return Map.of(
        "pk", AttributeValue.fromS("push#" + subscription.id()),
        "sk", AttributeValue.fromS("subscription"));
  }

  /** The variables of a function that works on it. */
  Map<String, String> environment() {
    Map<String, String> variables = new HashMap<>();
    variables.put("AWS_REGION", "us-east-1");
    variables.put("AWS_ACCESS_KEY_ID", "TESTKEY");
    variables.put("AWS_SECRET_ACCESS_KEY", "secret");
    variables.put("AWS_ENDPOINT_URL_DYNAMODB", server.endpoint().toString());
    variables.put("JOBS_TABLE", NAME);
    return variables;
  }

  @Override
  public void close() {
    client.close();
    server.close();
  }
}
