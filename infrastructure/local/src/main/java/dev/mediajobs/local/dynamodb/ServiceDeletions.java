package dev.mediajobs.local.dynamodb;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.BooleanSupplier;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.Identity;
import software.amazon.awssdk.services.dynamodb.model.OperationType;
import software.amazon.awssdk.services.dynamodb.model.Record;

/**
 * Remembers which rows were deleted because their time was over. On AWS their stream records say
 * so; DynamoDB Local takes the deletions for anybody's and says nothing. Safe for use by many
 * threads; forgotten when the stack stops.
 */
public final class ServiceDeletions {

  /** Far more than there are between a deletion and the moment at which its record is read. */
  private static final int MOST_REMEMBERED = 100_000;

  private static final Identity TIME_TO_LIVE =
      Identity.builder().type("Service").principalId("dynamodb.amazonaws.com").build();

  private record Row(String table, Map<String, AttributeValue> key) {}

  /** A deletion, and its record in the stream once somebody has read that. */
  private record Deletion(CompletableFuture<Boolean> done, Optional<String> sequenceNumber) {}

  private final Map<Row, Deletion> remembered = new LinkedHashMap<>();

  /**
   * Deletes a row and remembers that.
   *
   * @param deletion tells whether it has deleted the row
   * @return what it told
   */
  boolean make(String table, Map<String, AttributeValue> key, BooleanSupplier deletion) {
    Row row = new Row(table, Map.copyOf(key));
    CompletableFuture<Boolean> done = new CompletableFuture<>();
    // First of all, because its record may be read before the answer to the deletion is.
    remember(row, new Deletion(done, Optional.empty()));
    boolean deleted = false;
    try {
      deleted = deletion.getAsBoolean();
      return deleted;
    } finally {
      done.complete(deleted);
    }
  }

  /**
   * A record of a table's stream, with who has deleted the row if that was done here. Waits for the
   * end of a deletion that is being made. Of several records that could tell of one deletion, only
   * the first that comes here does.
   */
  public Record complete(String table, Record record) {
    return record.eventName() == OperationType.REMOVE
            && contain(
                new Row(table, Map.copyOf(record.dynamodb().keys())),
                record.dynamodb().sequenceNumber())
        ? record.toBuilder().userIdentity(TIME_TO_LIVE).build()
        : record;
  }

  private boolean contain(Row row, String sequenceNumber) {
    Optional<Deletion> deletion = find(row);
    if (deletion.isEmpty() || !deletion.get().done().join()) {
      return false;
    }
    if (deletion.get().sequenceNumber().isEmpty()) {
      remember(row, new Deletion(deletion.get().done(), Optional.of(sequenceNumber)));
      return true;
    }
    return deletion.get().sequenceNumber().equals(Optional.of(sequenceNumber));
  }

  private synchronized Optional<Deletion> find(Row row) {
    return Optional.ofNullable(remembered.get(row));
  }

  private synchronized void remember(Row row, Deletion deletion) {
    remembered.put(row, deletion);
    if (remembered.size() > MOST_REMEMBERED) {
      remembered.remove(remembered.keySet().iterator().next());
    }
  }
}
