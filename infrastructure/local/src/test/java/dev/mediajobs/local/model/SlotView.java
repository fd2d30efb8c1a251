package dev.mediajobs.local.model;

import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * The row of a slot that is taken.
 *
 * @param pool its pool
 * @param number which one it is
 * @param holder the id of the job that holds it
 */
record SlotView(String pool, int number, String holder) {

  static SlotView of(Map<String, AttributeValue> row) {
    AttributeValue pool = row.getOrDefault("pk", AttributeValue.fromS(""));
    AttributeValue slot = row.getOrDefault("sk", AttributeValue.fromS(""));
    AttributeValue holder = row.getOrDefault("job_id", AttributeValue.fromS("nobody"));
    return new SlotView(
        pool.s().substring("pool#".length()),
        Integer.parseInt(slot.s().substring("slot#".length())),
        holder.s());
  }

  /** As the row of its holder spells it. */
  String text() {
    return pool + "/" + number;
  }
}
