package dev.mediajobs.jobs;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ReturnValuesOnConditionCheckFailure;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.Update;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;

/**
 * The one write that moves a job's row: it changes what differs between two states, and nothing
 * else, while the row still has the status, the fence and the kind of lease that the move began
 * from.
 */
final class JobUpdate {

  private static final String CONDITION =
      "#status = :old_status AND #fence = :old_fence AND #lease_kind = :old_lease_kind";

  private final Map<String, AttributeValue> key;
  private final String expression;
  private final Map<String, String> names = new HashMap<>();
  private final Map<String, AttributeValue> values = new HashMap<>();

  private JobUpdate(Job before, Job after) {
    this.key = JobRow.key(before.id());
    Map<String, AttributeValue> old = JobRow.of(before);
    Map<String, AttributeValue> changed = JobRow.of(after);
    List<String> set = new ArrayList<>();
    List<String> remove = new ArrayList<>();
    changed.forEach(
        (name, value) -> {
          if (!value.equals(old.get(name))) {
            set.add("#%s = :%s".formatted(name, name));
            names.put("#" + name, name);
            values.put(":" + name, value);
          }
        });
    old.keySet().stream()
        .filter(name -> !changed.containsKey(name))
        .forEach(
            name -> {
              remove.add("#" + name);
              names.put("#" + name, name);
            });
    for (String name : List.of(JobRow.STATUS, JobRow.FENCE, JobRow.LEASE_KIND)) {
      names.put("#" + name, name);
      values.put(":old_" + name, Optional.ofNullable(old.get(name)).orElseThrow());
    }
    this.expression =
        (set.isEmpty() ? "" : "SET " + String.join(", ", set))
            + (remove.isEmpty() ? "" : " REMOVE " + String.join(", ", remove));
  }

  /** From one state to the next; empty when they do not differ. */
  static Optional<JobUpdate> between(Job before, Job after) {
    return Optional.of(new JobUpdate(before, after)).filter(update -> !update.expression.isEmpty());
  }

  /** By itself. */
  UpdateItemRequest alone(String table) {
    return UpdateItemRequest.builder()
        .tableName(table)
        .key(key)
        .updateExpression(expression)
        .conditionExpression(CONDITION)
        .expressionAttributeNames(names)
        .expressionAttributeValues(values)
        .returnValuesOnConditionCheckFailure(ReturnValuesOnConditionCheckFailure.ALL_OLD)
        .build();
  }

  /** Together with other rows. */
  TransactWriteItem within(String table) {
    return TransactWriteItem.builder()
        .update(
            Update.builder()
                .tableName(table)
                .key(key)
                .updateExpression(expression)
                .conditionExpression(CONDITION)
                .expressionAttributeNames(names)
                .expressionAttributeValues(values)
                .returnValuesOnConditionCheckFailure(ReturnValuesOnConditionCheckFailure.ALL_OLD)
                .build())
        .build();
  }
}
