package dev.mediajobs.jobs;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.Put;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;

/** How an idempotency record is written in its row of the jobs table. */
final class IdempotencyRow {

  private IdempotencyRow() {}

  /** Keys are hashed: their length is the client's choice. */
  static Map<String, AttributeValue> key(String scope, String key) {
    return Attributes.key("request#" + digest(scope) + "#" + digest(key), "request");
  }

  /** Writes the record, provided that there is none, or only one whose time is over. */
  static TransactWriteItem writing(String table, IdempotencyRecord answered) {
    Attributes row = new Attributes(key(answered.scope(), answered.key()));
    row.text("scope", answered.scope());
    row.text("key", answered.key());
    row.text("fingerprint", answered.fingerprint());
    row.text("answer", answered.answer());
    row.instant("created_at", Optional.of(answered.createdAt()));
    row.number("expires_at", answered.expiresAt().getEpochSecond());
    return TransactWriteItem.builder()
        .put(
            Put.builder()
                .tableName(table)
                .item(row.toMap())
                .conditionExpression("attribute_not_exists(pk) OR expires_at <= :now")
                .expressionAttributeValues(
                    Map.of(
                        ":now",
                        AttributeValue.fromN(Long.toString(answered.createdAt().getEpochSecond()))))
                .build())
        .build();
  }

  static IdempotencyRecord toRecord(Map<String, AttributeValue> item) {
    Attributes row = new Attributes(item);
    return new IdempotencyRecord(
        row.text("scope"),
        row.text("key"),
        row.text("fingerprint"),
        row.text("answer"),
        row.instant("created_at"));
  }

  private static String digest(String text) {
    return Sha256.of(text.getBytes(StandardCharsets.UTF_8));
  }
}
