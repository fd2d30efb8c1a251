package dev.mediajobs.local.model;

import dev.mediajobs.jobs.Pool;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Everything that actors share, and what is watched of it. */
final class World {

  private final WorldClock clock = new WorldClock();
  private final Violations violations = new Violations();
  private final SimulatedQueue queue = new SimulatedQueue(clock);
  private final SimulatedBucket bucket = new SimulatedBucket();
  private final IndexHistory index = new IndexHistory();
  private final Map<String, String> names = new HashMap<>();
  private final SimulatedStream stream = new SimulatedStream();
  private final Ends ends = new Ends(violations);
  private final List<String> trace = new ArrayList<>();
  private final JobsTable table;
  private final RandomGenerator random;
  private final Weather weather;
  private final Rules rules;
  private final SimulatedTranscribe transcribe;
  private Snapshot rows = Snapshot.EMPTY;
  private Optional<Actor> writer = Optional.empty();
  private boolean fair;

  World(JobsTable table, RandomGenerator random, Weather weather) {
    this.table = table;
    this.random = random;
    this.weather = weather;
    this.rules = new Rules(weather.pools(), bucket, ends, violations);
    this.transcribe = new SimulatedTranscribe(queue, bucket, rules::wasAnnounced, violations);
  }

  JobsTable table() {
    return table;
  }

  WorldClock clock() {
    return clock;
  }

  SimulatedQueue queue() {
    return queue;
  }

  SimulatedBucket bucket() {
    return bucket;
  }

  SimulatedTranscribe transcribe() {
    return transcribe;
  }

  SimulatedStream stream() {
    return stream;
  }

  Ends ends() {
    return ends;
  }

  IndexHistory index() {
    return index;
  }

  Violations violations() {
    return violations;
  }

  RandomGenerator random() {
    return random;
  }

  List<Pool> pools() {
    return weather.pools();
  }

  /** Of a hundred steps of a pipeline, how many do not go on to the next. */
  int troubles() {
    return fair ? 0 : weather.troubles();
  }

  Snapshot rows() {
    return rows;
  }

  List<String> trace() {
    return trace;
  }

  /** Whether nothing goes wrong any more that is not the product's own fault. */
  boolean isFair() {
    return fair;
  }

  void becomeFair() {
    fair = true;
    note("from here on nothing goes wrong any more");
  }

  void note(String what) {
    long millis = clock.now().toEpochMilli() - WorldClock.BEGINNING.toEpochMilli();
    trace.add("%4d %10.3f %s".formatted(trace.size(), millis / 1000.0, what));
  }

  /** A short name for the row with this key, the same in every run with the same seed. */
  String named(Map<String, AttributeValue> key) {
    AttributeValue partition = key.getOrDefault("pk", AttributeValue.fromS("?"));
    return partition.s().startsWith("job#")
        ? nameOf(partition.s().substring("job#".length()))
        : partition.s().substring(0, Math.min(12, partition.s().length()));
  }

  String nameOf(String job) {
    return names.computeIfAbsent(job, _ -> "job " + (names.size() + 1));
  }

  void tableIsWrittenBy(Actor actor) {
    writer = Optional.of(actor);
  }

  /** DynamoDB deletes a row whose time is over, some time after. */
  void deleteExpired() {
    for (Map<String, AttributeValue> row : rows.all()) {
      AttributeValue expires = row.get("expires_at");
      if (expires != null && Long.parseLong(expires.n()) <= clock.now().getEpochSecond()) {
        note("DynamoDB deletes " + named(row));
        table.delete(row);
        look(Optional.empty());
        return;
      }
    }
  }

  /** Looks at what has become of the world, if anybody has written anything. */
  void lookIfWritten() {
    if (writer.isPresent()) {
      look(writer);
      writer = Optional.empty();
    }
    rules.checkResults(rows);
  }

  private void look(Optional<Actor> actor) {
    Snapshot now = table.read();
    now.jobs()
        .forEach(
            (id, job) -> {
              JobView before = rows.jobs().get(id);
              if (before == null || !before.equals(job)) {
                note("      %s is %s".formatted(nameOf(id), job.summary()));
              }
            });
    ends.look(rows, now);
    stream.add(rows, now, clock.now());
    rules.check(rows, now, actor, clock.now());
    rows = now;
    index.add(now);
  }
}
