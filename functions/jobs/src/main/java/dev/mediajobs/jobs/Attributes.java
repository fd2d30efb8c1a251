package dev.mediajobs.jobs;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** The attributes of an item, by name and type; what is absent is not written. */
final class Attributes {

  private final Map<String, AttributeValue> values;

  Attributes(Map<String, AttributeValue> values) {
    this.values = new HashMap<>(values);
  }

  static Map<String, AttributeValue> key(String partition, String sort) {
    return Map.of("pk", AttributeValue.fromS(partition), "sk", AttributeValue.fromS(sort));
  }

  Map<String, AttributeValue> toMap() {
    return Map.copyOf(values);
  }

  void text(String name, String value) {
    values.put(name, AttributeValue.fromS(value));
  }

  void text(String name, Optional<String> value) {
    value.ifPresent(present -> text(name, present));
  }

  void texts(String name, List<String> texts) {
    values.put(name, AttributeValue.fromL(texts.stream().map(AttributeValue::fromS).toList()));
  }

  void number(String name, long value) {
    values.put(name, AttributeValue.fromN(Long.toString(value)));
  }

  void number(String name, OptionalInt value) {
    value.ifPresent(present -> number(name, present));
  }

  void bool(String name, boolean value) {
    values.put(name, AttributeValue.fromBool(value));
  }

  void instant(String name, Optional<Instant> value) {
    value.ifPresent(present -> text(name, present.toString()));
  }

  void map(String name, Map<String, AttributeValue> map) {
    values.put(name, AttributeValue.fromM(map));
  }

  Optional<String> findText(String name) {
    return find(name).map(AttributeValue::s);
  }

  String text(String name) {
    return present(name).s();
  }

  List<String> texts(String name) {
    return find(name)
        .map(list -> list.l().stream().map(AttributeValue::s).toList())
        .orElse(List.of());
  }

  OptionalLong findNumber(String name) {
    return find(name)
        .map(value -> OptionalLong.of(Long.parseLong(value.n())))
        .orElse(OptionalLong.empty());
  }

  long number(String name) {
    return Long.parseLong(present(name).n());
  }

  int integer(String name) {
    return Math.toIntExact(number(name));
  }

  OptionalInt findInt(String name) {
    return find(name)
        .map(value -> OptionalInt.of(Integer.parseInt(value.n())))
        .orElse(OptionalInt.empty());
  }

  boolean bool(String name) {
    return present(name).bool();
  }

  Optional<Boolean> findBool(String name) {
    return find(name).map(AttributeValue::bool);
  }

  Instant instant(String name) {
    return Instant.parse(text(name));
  }

  Optional<Instant> findInstant(String name) {
    return findText(name).map(Instant::parse);
  }

  Map<String, AttributeValue> map(String name) {
    return find(name).map(AttributeValue::m).orElse(Map.of());
  }

  void maps(String name, List<Map<String, AttributeValue>> maps) {
    values.put(name, AttributeValue.fromL(maps.stream().map(AttributeValue::fromM).toList()));
  }

  List<Map<String, AttributeValue>> maps(String name) {
    return find(name)
        .map(list -> list.l().stream().map(AttributeValue::m).toList())
        .orElse(List.of());
  }

  private Optional<AttributeValue> find(String name) {
    return Optional.ofNullable(values.get(name));
  }

  private AttributeValue present(String name) {
    return find(name)
        .orElseThrow(() -> new IllegalStateException("the row has no attribute " + name));
  }
}
