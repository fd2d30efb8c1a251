package dev.mediajobs.jobs;

import java.time.Duration;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;

/**
 * The slots of all pools. What is read here is only a proposal: a slot is taken and given back by
 * {@link JobStore}, in the transaction that moves the job.
 *
 * <p>Every method throws {@code SdkException} when DynamoDB can't be reached or refuses.
 */
public final class Slots {

  /** How long a slot may be held before somebody looks whether its holder is still there. */
  public static final Duration UNCHECKED = Duration.ofMinutes(30);

  private final DynamoDbClient dynamoDb;
  private final String table;
  private final RandomGenerator random;

  /** In {@code table}; {@code random} spreads those who look for a slot at the same instant. */
  public Slots(DynamoDbClient dynamoDb, String table, RandomGenerator random) {
    this.dynamoDb = dynamoDb;
    this.table = table;
    this.random = random;
  }

  /** How many slots of the pool are taken. */
  public int taken(Pool pool) {
    return numbersTaken(pool).cardinality();
  }

  /** One free slot of each pool; empty when one of them has none. */
  public Optional<List<Slot>> free(List<Pool> pools) {
    List<Slot> slots = new ArrayList<>();
    for (Pool pool : pools) {
      Optional<Slot> slot = free(pool);
      if (slot.isEmpty()) {
        return Optional.empty();
      }
      slots.add(slot.get());
    }
    return Optional.of(List.copyOf(slots));
  }

  /**
   * Who holds a slot.
   *
   * @param job the job
   * @param fence the job's fence when it took the slot: it may give it back and take it again
   */
  public record Holder(JobId job, long fence) {}

  /** Who holds the slot; empty when it is free. */
  public Optional<Holder> holder(Slot slot) {
    Map<String, AttributeValue> item =
        dynamoDb
            .getItem(get -> get.tableName(table).key(SlotRow.key(slot)).consistentRead(true))
            .item();
    Attributes row = new Attributes(item);
    return row.findText(SlotRow.HOLDER)
        .flatMap(JobId::parse)
        .map(job -> new Holder(job, row.number(SlotRow.FENCE)));
  }

  /**
   * Frees a slot whose holder can't give it back any more.
   *
   * @return false when {@code holder} does not hold it
   */
  public boolean free(Slot slot, Holder holder) {
    try {
      dynamoDb.deleteItem(
          delete ->
              delete
                  .tableName(table)
                  .key(SlotRow.key(slot))
                  .conditionExpression("job_id = :job AND fence = :fence")
                  .expressionAttributeValues(
                      Map.of(
                          ":job",
                          AttributeValue.fromS(holder.job().toString()),
                          ":fence",
                          AttributeValue.fromN(Long.toString(holder.fence())))));
      return true;
    } catch (ConditionalCheckFailedException e) {
      return false;
    }
  }

  private Optional<Slot> free(Pool pool) {
    BitSet taken = numbersTaken(pool);
    int offered = offered(pool, taken);
    List<Integer> free = new ArrayList<>();
    for (int number = 0; number < offered; number++) {
      if (!taken.get(number)) {
        free.add(number);
      }
    }
    return free.isEmpty()
        ? Optional.empty()
        : Optional.of(new Slot(pool.name(), free.get(random.nextInt(free.size()))));
  }

  /**
   * The numbers below this one may be taken. It is the limit itself, unless slots above it are held
   * since it was a higher one: then so many that even all of them and those that are held beyond
   * make no more than the limit. So a lowered limit is kept even by those who look at the same
   * instant, none of whom sees what the others take.
   */
  static int offered(Pool pool, BitSet taken) {
    int offered = pool.limit();
    int heldBeyond = (int) taken.stream().filter(number -> number >= pool.limit()).count();
    while (offered > 0 && offered + heldBeyond > pool.limit()) {
      offered--;
      heldBeyond += taken.get(offered) ? 1 : 0;
    }
    return offered;
  }

  private BitSet numbersTaken(Pool pool) {
    QueryRequest query =
        QueryRequest.builder()
            .tableName(table)
            .consistentRead(true)
            .keyConditionExpression("pk = :pool")
            .expressionAttributeValues(
                Map.of(":pool", AttributeValue.fromS(SlotRow.partition(pool.name()))))
            .projectionExpression("pk, sk")
            .build();
    BitSet numbers = new BitSet();
    dynamoDb
        .queryPaginator(query)
        .items()
        .forEach(item -> numbers.set(SlotRow.toSlot(LeaseIndex.Key.of(item)).number()));
    return numbers;
  }
}
