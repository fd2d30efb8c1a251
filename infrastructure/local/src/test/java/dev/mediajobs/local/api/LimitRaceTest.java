package dev.mediajobs.local.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mediajobs.jobs.Failure;
import dev.mediajobs.jobs.Job;
import dev.mediajobs.jobs.JobId;
import dev.mediajobs.jobs.Pool;
import dev.mediajobs.jobs.Upload;
import dev.mediajobs.json.Json;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ItemResponse;
import software.amazon.awssdk.services.dynamodb.model.TransactGetItem;

/**
 * Many people who submit at once. It takes a few seconds, or as many as the system property {@code
 * mediajobs.race.seconds} says.
 */
class LimitRaceTest {

  private static final int SUBMITTERS = 64;
  private static final int LIMIT = 3;
  private static final Duration LASTING =
      Duration.ofSeconds(Integer.getInteger("mediajobs.race.seconds", 4));
  private static final Duration PATIENCE = Duration.ofMinutes(3);

  private static ApiOnStack api;

  /** The jobs that were accepted and whose end nobody has asked for yet. */
  private final Set<JobId> active = ConcurrentHashMap.newKeySet();

  private final AtomicInteger accepted = new AtomicInteger();
  private final AtomicInteger refused = new AtomicInteger();

  @BeforeAll
  static void start(@TempDir Path folder) throws Exception {
    api = ApiOnStack.start(folder, Map.of());
  }

  @AfterAll
  static void stop() {
    api.close();
  }

  @Test
  void invariant5HoweverManySubmitAtOnceNoMoreThanTheLimitAreActive(TestReporter figures)
      throws Exception {
    Instant end = Instant.now().plus(LASTING);
    int looks;
    try (ExecutorService people = Executors.newFixedThreadPool(SUBMITTERS)) {
      List<Future<?>> submitters = new ArrayList<>();
      IntStream.range(0, SUBMITTERS)
          .forEach(_ -> submitters.add(people.submit(() -> submitUntil(end))));
      looks = watchUntil(end);
      for (Future<?> submitter : submitters) {
        submitter.get();
      }
    }

    figures.publishEntry(
        Map.of(
            "accepted", accepted.toString(),
            "refused", refused.toString(),
            "looks", Integer.toString(looks)));
    assertThat(looks).isPositive();
    assertThat(accepted.get()).isGreaterThan(LIMIT);
    assertThat(refused.get()).isGreaterThan(SUBMITTERS);
    assertThat(api.slots().taken(Pool.anonymous(LIMIT))).isZero();
  }

  /** For as long as is asked for, and until there was a race: slow machines begin slowly. */
  private boolean goesOn(Instant end) {
    Instant now = Instant.now();
    return now.isBefore(end) || (!wasARace() && now.isBefore(end.plus(PATIENCE)));
  }

  private boolean wasARace() {
    return accepted.get() > LIMIT && refused.get() > SUBMITTERS;
  }

  private Void submitUntil(Instant end) throws Exception {
    Upload upload = uploaded();
    while (goesOn(end)) {
      Reply reply = submit(upload);
      if (reply.status() == 429) {
        refused.incrementAndGet();
        continue;
      }
      assertThat(reply.status()).as(reply.body()).isEqualTo(202);
      accepted.incrementAndGet();
      JobId id = JobId.parse(reply.text("job_id")).orElseThrow();
      active.add(id);
      assertThat(active).hasSizeLessThanOrEqualTo(LIMIT);
      end(id);
    }
    return null;
  }

  private void end(JobId id) {
    Job pending = api.jobs().find(id).orElseThrow();
    Job claimed = pending.claimed("worker", Instant.now());
    assertThat(api.jobs().move(pending, claimed)).isTrue();
    active.remove(id);
    Failure failure = new Failure("no_audio", "No sound.");
    assertThat(api.jobs().move(claimed, claimed.failed(failure, Instant.now()))).isTrue();
  }

  /** Looks at slots and rows at once, which only a transaction can. */
  private int watchUntil(Instant end) {
    int looks = 0;
    try (DynamoDbClient dynamoDb = api.clients().dynamoDb()) {
      while (goesOn(end)) {
        List<JobId> known = List.copyOf(active);
        List<TransactGetItem> wanted = new ArrayList<>();
        IntStream.range(0, LIMIT)
            .forEach(slot -> wanted.add(row("pool#anonymous", "slot#" + slot)));
        known.forEach(id -> wanted.add(row("job#" + id, "job")));
        List<ItemResponse> rows =
            dynamoDb.transactGetItems(get -> get.transactItems(wanted)).responses();
        List<String> holders =
            rows.subList(0, LIMIT).stream().flatMap(slot -> text(slot, "job_id").stream()).toList();
        List<String> running =
            rows.subList(LIMIT, rows.size()).stream()
                .filter(job -> text(job, "status").filter(LimitRaceTest::isActive).isPresent())
                .flatMap(job -> text(job, "job_id").stream())
                .toList();
        assertThat(holders).doesNotHaveDuplicates().containsAll(running);
        looks++;
      }
    }
    return looks;
  }

  private static boolean isActive(String status) {
    return status.equals("pending") || status.equals("processing");
  }

  private static TransactGetItem row(String partition, String sort) {
    Map<String, AttributeValue> key =
        Map.of("pk", AttributeValue.fromS(partition), "sk", AttributeValue.fromS(sort));
    return TransactGetItem.builder().get(get -> get.tableName(api.table()).key(key)).build();
  }

  private static Optional<String> text(ItemResponse row, String attribute) {
    return Optional.ofNullable(row.item().get(attribute)).map(AttributeValue::s);
  }

  /** Past the API, which takes no uploads while it takes no jobs. */
  private static Upload uploaded() {
    Upload upload =
        new Upload(
            UUID.randomUUID().toString().replace("-", ""),
            "a.mp4",
            1,
            "video/mp4",
            Optional.empty(),
            Instant.now(),
            Optional.empty());
    api.uploads().create(upload);
    api.media().write(upload.key(), "video/mp4", new byte[1]);
    return upload;
  }

  private static Reply submit(Upload upload) throws Exception {
    return api.post(
        "/api/jobs/submit",
        Json.text(
            json -> {
              json.writeStartObject();
              json.writeStringField("key", upload.key());
              json.writeStringField("filename", "a.mp4");
              json.writeEndObject();
            }));
  }
}
