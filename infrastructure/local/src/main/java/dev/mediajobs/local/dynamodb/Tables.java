package dev.mediajobs.local.dynamodb;

import dev.mediajobs.local.template.Node;
import dev.mediajobs.local.template.Node.Mapping;
import dev.mediajobs.local.template.TemplateException;
import java.util.List;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.CreateTableRequest;
import software.amazon.awssdk.services.dynamodb.model.GlobalSecondaryIndex;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.Projection;
import software.amazon.awssdk.services.dynamodb.model.ResourceInUseException;
import software.amazon.awssdk.services.dynamodb.model.StreamSpecification;
import software.amazon.awssdk.services.dynamodb.model.TableDescription;

/** Makes tables from resources of the type {@code AWS::DynamoDB::Table}. */
public final class Tables {

  private final DynamoDbClient dynamo;

  /** Makes tables with this client, which is not closed. */
  public Tables(DynamoDbClient dynamo) {
    this.dynamo = dynamo;
  }

  /**
   * Makes a table unless a former start has made it.
   *
   * @param name its name
   * @param properties its evaluated properties
   * @throws TemplateException if there is one of this name that has other keys
   */
  public TableDescription create(String name, Mapping properties) {
    CreateTableRequest request = request(name, properties);
    try {
      return dynamo.createTable(request).tableDescription();
    } catch (ResourceInUseException exists) {
      TableDescription table = dynamo.describeTable(describe -> describe.tableName(name)).table();
      if (!table.keySchema().equals(request.keySchema())) {
        throw new TemplateException(
            properties.location()
                + ": the data folder has a table "
                + name
                + " with another key; use another folder",
            exists);
      }
      return table;
    }
  }

  private static CreateTableRequest request(String name, Mapping properties) {
    List<AttributeDefinition> attributes =
        properties.get("AttributeDefinitions").elements().stream()
            .map(Node::mapping)
            .map(
                attribute ->
                    AttributeDefinition.builder()
                        .attributeName(attribute.get("AttributeName").text())
                        .attributeType(attribute.get("AttributeType").text())
                        .build())
            .toList();
    CreateTableRequest.Builder request =
        CreateTableRequest.builder()
            .tableName(name)
            .billingMode(BillingMode.PAY_PER_REQUEST)
            .attributeDefinitions(attributes)
            .keySchema(keySchema(properties));
    properties
        .find("GlobalSecondaryIndexes")
        .map(Node::elements)
        .ifPresent(
            indexes ->
                request.globalSecondaryIndexes(
                    indexes.stream().map(index -> index(index.mapping())).toList()));
    properties
        .find("StreamSpecification")
        .map(Node::mapping)
        .ifPresent(
            stream ->
                request.streamSpecification(
                    StreamSpecification.builder()
                        .streamEnabled(true)
                        .streamViewType(stream.get("StreamViewType").text())
                        .build()));
    return request.build();
  }

  private static GlobalSecondaryIndex index(Mapping index) {
    Mapping projection = index.get("Projection").mapping();
    Projection.Builder projected =
        Projection.builder().projectionType(projection.get("ProjectionType").text());
    projection.find("NonKeyAttributes").map(Node::texts).ifPresent(projected::nonKeyAttributes);
    return GlobalSecondaryIndex.builder()
        .indexName(index.get("IndexName").text())
        .keySchema(keySchema(index))
        .projection(projected.build())
        .build();
  }

  private static List<KeySchemaElement> keySchema(Mapping owner) {
    return owner.get("KeySchema").elements().stream()
        .map(Node::mapping)
        .map(
            key ->
                KeySchemaElement.builder()
                    .attributeName(key.get("AttributeName").text())
                    .keyType(key.get("KeyType").text())
                    .build())
        .toList();
  }
}
