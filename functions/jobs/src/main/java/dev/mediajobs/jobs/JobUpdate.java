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
 * from. Of a job that has ended the kind of lease only says whether people were told, which is no
 * reason to refuse anything.
 */
final class JobUpdate {

  private static final String CONDITION =
      "#status = :old_status AND #fence = :old_fence AND #lease_kind = :old_lease_kind";
  private static final String CONDITION_OF_ENDED = "#status = :old_status AND #fence = :old_fence";

  private final Map<String, AttributeValue> key;
  private final List<String> set = new ArrayList<>();
  private final List<String> remove = new ArrayList<>();
  private final List<String> conditions = new ArrayList<>();
  private final Map<String, String> names = new HashMap<>();
  private final Map<String, AttributeValue> values = new HashMap<>();

  private JobUpdate(Job before, Job after) {
    this.key = JobRow.key(before.id());
    Map<String, AttributeValue> old = JobRow.of(before);
    Map<String, AttributeValue> changed = JobRow.of(after);
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
    boolean ended = before.status().isTerminal();
    conditions.add(ended ? CONDITION_OF_ENDED : CONDITION);
    for (String name : List.of(JobRow.STATUS, JobRow.FENCE, JobRow.LEASE_KIND)) {
      if (!ended || !name.equals(JobRow.LEASE_KIND)) {
        names.put("#" + name, name);
        values.put(":old_" + name, Optional.ofNullable(old.get(name)).orElseThrow());
      }
    }
  }

  /** From one state to the next; empty when they do not differ. */
  static Optional<JobUpdate> between(Job before, Job after) {
    return Optional.of(new JobUpdate(before, after))
        .filter(update -> !update.set.isEmpty() || !update.remove.isEmpty());
  }

  /** The same move, which also keeps the end of a job that nobody was told of. */
  JobUpdate keeping(Job untold) {
    conditions.add(UntoldEnds.LEAVES_ROOM);
    set.add(UntoldEnds.KEEP);
    names.put(UntoldEnds.NAME, UntoldEnds.ATTRIBUTE);
    values.putAll(UntoldEnds.values(untold));
    return this;
  }

  /** By itself. */
  UpdateItemRequest alone(String table) {
    return UpdateItemRequest.builder()
        .tableName(table)
        .key(key)
        .updateExpression(expression())
        .conditionExpression(String.join(" AND ", conditions))
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
                .updateExpression(expression())
                .conditionExpression(String.join(" AND ", conditions))
                .expressionAttributeNames(names)
                .expressionAttributeValues(values)
                .returnValuesOnConditionCheckFailure(ReturnValuesOnConditionCheckFailure.ALL_OLD)
                .build())
        .build();
  }

  private String expression() {
    return (set.isEmpty() ? "" : "SET " + String.join(", ", set))
        + (remove.isEmpty() ? "" : " REMOVE " + String.join(", ", remove));
  }
}
