package dev.mediajobs.jobs;

import java.time.Instant;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.Delete;
import software.amazon.awssdk.services.dynamodb.model.Put;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;

/** How a slot that is taken is written in its row of the jobs table; a free slot has none. */
final class SlotRow {

  static final String HOLDER = "job_id";
  static final String FENCE = "fence";

  private static final String PARTITION = "pool#";
  private static final String SORT = "slot#";

  private SlotRow() {}

  static String partition(String pool) {
    return PARTITION + pool;
  }

  static Map<String, AttributeValue> key(Slot slot) {
    return Attributes.key(partition(slot.pool()), SORT + slot.number());
  }

  static boolean isKey(LeaseIndex.Key key) {
    return key.partition().startsWith(PARTITION) && key.sort().startsWith(SORT);
  }

  static Slot toSlot(LeaseIndex.Key key) {
    return new Slot(
        key.partition().substring(PARTITION.length()),
        Integer.parseInt(key.sort().substring(SORT.length())));
  }

  static TransactWriteItem taking(String table, Slot slot, Job holder, Instant now) {
    Attributes row = new Attributes(key(slot));
    row.text(HOLDER, holder.id().toString());
    row.number(FENCE, holder.hold().fence());
    row.text("taken_at", now.toString());
    LeaseIndex.write(row, LeaseIndex.SLOTS, holder.id(), now.plus(Slots.UNCHECKED));
    return TransactWriteItem.builder()
        .put(
            Put.builder()
                .tableName(table)
                .item(row.toMap())
                .conditionExpression("attribute_not_exists(pk)")
                .build())
        .build();
  }

  /** Gives the slot back; one that is free already is no fault, one that another holds is. */
  static TransactWriteItem givingBack(String table, Slot slot, JobId holder) {
    return TransactWriteItem.builder()
        .delete(
            Delete.builder()
                .tableName(table)
                .key(key(slot))
                .conditionExpression("attribute_not_exists(pk) OR job_id = :job")
                .expressionAttributeValues(Map.of(":job", AttributeValue.fromS(holder.toString())))
                .build())
        .build();
  }
}
