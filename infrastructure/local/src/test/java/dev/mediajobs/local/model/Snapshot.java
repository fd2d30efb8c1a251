package dev.mediajobs.local.model;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
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
    Map<String, JobView> jobs = new LinkedHashMap<>();
    List<SlotView> slots = new ArrayList<>();
    List<Map<String, AttributeValue>> sorted =
        rows.stream().sorted(Comparator.comparing(Snapshot::place)).toList();
    for (Map<String, AttributeValue> row : sorted) {
      String partition = row.getOrDefault("pk", AttributeValue.fromS("")).s();
      if (partition.startsWith("job#")) {
        JobView job = new JobView(row);
        jobs.put(job.id(), job);
      } else if (partition.startsWith("pool#")) {
        slots.add(SlotView.of(row));
      }
    }
    return new Snapshot(jobs, slots, sorted);
  }

  /** A job's id is random; in two runs with the same seed only what it is made of is the same. */
  private static String place(Map<String, AttributeValue> row) {
    return Stream.of("source_key", "created_at", "pk", "sk")
        .map(name -> row.getOrDefault(name, AttributeValue.fromS("")))
        .map(AttributeValue::s)
        .collect(Collectors.joining(" "));
  }
}
