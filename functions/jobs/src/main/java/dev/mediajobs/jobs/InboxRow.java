package dev.mediajobs.jobs;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.Put;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;

/**
 * How it is written in the jobs table which object was the last to be put under a key of the inbox.
 */
final class InboxRow {

  /** News wait in their queue for up to 14 days, jobs are kept for 7. */
  private static final Duration KEPT = Duration.ofDays(30);

  private static final String PARTITION = "inbox#";
  private static final String SORT = "inbox";
  private static final String SEQUENCER = "sequencer";

  /** More digits than S3 gives. */
  private static final int DIGITS = 64;

  private InboxRow() {}

  static Map<String, AttributeValue> key(InboxObject object) {
    byte[] key = object.key().getBytes(StandardCharsets.UTF_8);
    return Attributes.key(PARTITION + Sha256.of(key), SORT);
  }

  /** Marks the object as the last one, unless a later one is. */
  static Put put(String table, InboxObject object, Instant now) {
    Attributes row = new Attributes(key(object));
    row.text(SEQUENCER, sequencer(object));
    row.number("expires_at", now.plus(KEPT).getEpochSecond());
    return Put.builder()
        .tableName(table)
        .item(row.toMap())
        .conditionExpression("attribute_not_exists(pk) OR #sequencer <= :sequencer")
        .expressionAttributeNames(Map.of("#sequencer", SEQUENCER))
        .expressionAttributeValues(Map.of(":sequencer", AttributeValue.fromS(sequencer(object))))
        .build();
  }

  static TransactWriteItem writing(String table, InboxObject object, Instant now) {
    return TransactWriteItem.builder().put(put(table, object, now)).build();
  }

  /** Whether the row says that a later object was put under the same key. */
  static boolean isOfLater(Map<String, AttributeValue> item, InboxObject object) {
    return new Attributes(item)
        .findText(SEQUENCER)
        .filter(last -> last.compareTo(sequencer(object)) > 0)
        .isPresent();
  }

  /**
   * Comparable as a text: "right pad the shorter value with zeros" (S3 User Guide, Event message
   * structure).
   */
  private static String sequencer(InboxObject object) {
    return object.sequencer() + "0".repeat(Math.max(0, DIGITS - object.sequencer().length()));
  }
}
