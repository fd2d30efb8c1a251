package dev.mediajobs.local.sweeper;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.model.AttributeAction;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.AttributeValueUpdate;

/**
 * What can be wrong about the row of a running job, which the index of leases has all the same.
 *
 * @param words what that is
 * @param attribute the attribute at fault
 * @param value what it is instead; empty when it is missing
 */
record Damage(String words, String attribute, Optional<AttributeValue> value) {

  /** One of each sort. */
  static List<Damage> all() {
    return List.of(
        new Damage("no source", "source_key", Optional.empty()),
        text("a status that contradicts the lease", "status", "pending"),
        text("ended, but with a lease", "status", "completed"),
        text("unknown status", "status", "paused"),
        text("unknown type", "type", "noise-making"),
        text("a text for an instant", "created_at", "noon"),
        text("a text for a number", "fence", "three"),
        wrong("a number out of range", "attempt", AttributeValue.fromN("3000000000")),
        slot("a slot without a number", "anonymous"),
        slot("a slot numbered in words", "anonymous/first"));
  }

  private static Damage wrong(String words, String attribute, AttributeValue value) {
    return new Damage(words, attribute, Optional.of(value));
  }

  private static Damage text(String words, String attribute, String value) {
    return wrong(words, attribute, AttributeValue.fromS(value));
  }

  private static Damage slot(String words, String value) {
    return wrong(words, "slots", AttributeValue.fromL(List.of(AttributeValue.fromS(value))));
  }

  /** The update of the row that does it. */
  Map<String, AttributeValueUpdate> updates() {
    AttributeValueUpdate.Builder update =
        AttributeValueUpdate.builder().action(AttributeAction.DELETE);
    value.ifPresent(wrong -> update.action(AttributeAction.PUT).value(wrong));
    return Map.of(attribute, update.build());
  }

  @Override
  public String toString() {
    return words;
  }
}
