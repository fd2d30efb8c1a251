package dev.mediajobs.local.model;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * All rows of the table at one instant.
 *
 * @param jobs by their ids
 * @param slots those that are taken
 * @param all every row
 */
record Snapshot(
    Map<String, JobView> jobs, List<SlotView> slots, List<Map<String, AttributeValue>> all) {

  static final Snapshot EMPTY = of(List.of());

  static Snapshot of(List<Map<String, AttributeValue>> rows) {
    Map<String, JobView> jobs = new TreeMap<>();
    List<SlotView> slots = new ArrayList<>();
    for (Map<String, AttributeValue> row : rows) {
      String partition = row.getOrDefault("pk", AttributeValue.fromS("")).s();
      if (partition.startsWith("job#")) {
        JobView job = new JobView(row);
        jobs.put(job.id(), job);
      } else if (partition.startsWith("pool#")) {
        slots.add(SlotView.of(row));
      }
    }
    return new Snapshot(jobs, slots, List.copyOf(rows));
  }
}
