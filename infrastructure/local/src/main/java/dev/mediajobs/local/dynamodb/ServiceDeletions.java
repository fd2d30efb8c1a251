package dev.mediajobs.local.dynamodb;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.BooleanSupplier;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * Remembers which rows were deleted because their time was over. On AWS their stream records say
 * so; DynamoDB Local takes the deletions for anybody's and says nothing. Safe for use by many
 * threads; forgotten when the stack stops.
 */
public final class ServiceDeletions {

  /** Far more than there are between a deletion and the moment at which its record is read. */
  private static final int MOST_REMEMBERED = 100_000;

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
   * Whether a record of the kind REMOVE tells of such a deletion. Waits for the end of a deletion
   * that is being made.
   *
   * @param sequenceNumber the record's; of several records of one row only the first that is asked
   *     about can be the one
   */
  public boolean contain(String table, Map<String, AttributeValue> key, String sequenceNumber) {
    Row row = new Row(table, Map.copyOf(key));
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
