package dev.mediajobs.local.model;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryResponse;

/** What the index of leases has said at every change of the table: a real one lags behind. */
final class IndexHistory {

  private static final Set<String> PROJECTED = Set.of("pk", "sk", "lease_shard", "lease_until");

  private final List<List<Map<String, AttributeValue>>> versions = new ArrayList<>();

  void add(Snapshot snapshot) {
    List<Map<String, AttributeValue>> entries = new ArrayList<>();
    for (Map<String, AttributeValue> row : snapshot.all()) {
      if (row.containsKey("lease_shard") && row.containsKey("lease_until")) {
        Map<String, AttributeValue> entry = new HashMap<>(row);
        entry.keySet().retainAll(PROJECTED);
        entries.add(entry);
      }
    }
    versions.add(entries);
  }

  /**
   * Answers as the index would that has not heard of the last changes.
   *
   * @param lag how many
   */
  QueryResponse answer(QueryRequest query, int lag) {
    String shard = value(query.expressionAttributeValues(), ":shard").s();
    long now = Long.parseLong(value(query.expressionAttributeValues(), ":now").n());
    List<Map<String, AttributeValue>> found =
        (versions.isEmpty()
                ? List.<Map<String, AttributeValue>>of()
                : versions.get(Math.max(0, versions.size() - 1 - lag)))
            .stream()
                .filter(entry -> value(entry, "lease_shard").s().equals(shard))
                .filter(entry -> until(entry) <= now)
                .sorted(Comparator.comparingLong(IndexHistory::until))
                .limit(query.limit())
                .toList();
    return QueryResponse.builder().items(found).count(found.size()).build();
  }

  private static long until(Map<String, AttributeValue> entry) {
    return Long.parseLong(value(entry, "lease_until").n());
  }

  private static AttributeValue value(Map<String, AttributeValue> values, String name) {
    AttributeValue value = values.get(name);
    if (value == null) {
      throw new IllegalStateException("the index was asked without " + name);
    }
    return value;
  }
}
