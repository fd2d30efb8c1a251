package dev.mediajobs.local.model;

import dev.mediajobs.jobs.JobStatus;
import dev.mediajobs.jobs.Lease;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** The row of a job, attribute by attribute, as the rules of the model need it. */
record JobView(Map<String, AttributeValue> row) {

  String id() {
    return text("job_id").orElseThrow();
  }

  String source() {
    return text("source_key").orElseThrow();
  }

  JobStatus status() {
    return JobStatus.of(text("status").orElseThrow());
  }

  boolean isTerminal() {
    return status().isTerminal();
  }

  long fence() {
    return number("fence").orElseThrow();
  }

  Optional<String> holder() {
    return text("holder");
  }

  Lease.Kind lease() {
    return Lease.Kind.valueOf(text("lease_kind").orElseThrow().toUpperCase(Locale.ROOT));
  }

  boolean isRunning() {
    return status() == JobStatus.PROCESSING && lease() == Lease.Kind.RUNNING;
  }

  boolean isAwaiting() {
    return status() == JobStatus.PROCESSING && lease() == Lease.Kind.AWAITING;
  }

  Instant leaseUntil() {
    return Instant.ofEpochMilli(number("lease_until").orElseThrow());
  }

  Optional<String> leaseShard() {
    return text("lease_shard");
  }

  List<String> slots() {
    return Optional.ofNullable(row.get("slots"))
        .map(list -> list.l().stream().map(AttributeValue::s).toList())
        .orElse(List.of());
  }

  long attempt() {
    return number("attempt").orElseThrow();
  }

  long retryCount() {
    return number("retry_count").orElseThrow();
  }

  long handovers() {
    return number("handovers").orElseThrow();
  }

  String step() {
    return text("step").orElseThrow();
  }

  Optional<String> fact(String name) {
    return Optional.ofNullable(row.get("facts"))
        .map(facts -> facts.m().get(name))
        .map(AttributeValue::s);
  }

  Optional<Map<String, AttributeValue>> result() {
    return Optional.ofNullable(row.get("result")).map(AttributeValue::m);
  }

  Instant retainedUntil() {
    return Instant.parse(text("retained_until").orElseThrow());
  }

  Optional<Instant> expiresAt() {
    return number("expires_at").map(Instant::ofEpochSecond);
  }

  /** Whether there is nothing left to do about it, telling people included. */
  boolean isSettled() {
    return isTerminal() && lease() == Lease.Kind.TOLD && !row.containsKey("untold");
  }

  /** The names of the attributes in which the two rows differ. */
  Set<String> differences(JobView other) {
    Set<String> names = new HashSet<>(row.keySet());
    names.addAll(other.row.keySet());
    names.removeIf(name -> Objects.equals(row.get(name), other.row.get(name)));
    return names;
  }

  /** In a line of the trace. */
  String summary() {
    return "%s f%d %s+%ds %s r%d h%d %s"
        .formatted(
            status().text(),
            fence(),
            lease().text(),
            leaseUntil().getEpochSecond() - WorldClock.BEGINNING.getEpochSecond(),
            step(),
            retryCount(),
            handovers(),
            slots());
  }

  private Optional<String> text(String name) {
    return Optional.ofNullable(row.get(name)).map(AttributeValue::s);
  }

  private Optional<Long> number(String name) {
    return Optional.ofNullable(row.get(name)).map(AttributeValue::n).map(Long::valueOf);
  }
}
