package dev.mediajobs.jobs;

import java.time.Clock;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.Put;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;

/**
 * The rows of all jobs. Every write but the first is a move from one state to the next that
 * succeeds only while the row still has the status, the fence and the lease that the move began
 * from, so whoever lost its hold can change nothing. The slots that a job holds are taken and given
 * back in the same transaction as the move that says so.
 *
 * <p>Every method throws {@code SdkException} when DynamoDB can't be reached or refuses.
 */
public final class JobStore {

  private static final Logger LOG = LoggerFactory.getLogger(JobStore.class);

  private final DynamoDbClient dynamoDb;
  private final Transactions transactions;
  private final String table;
  private final Clock clock;

  /** In {@code table}. */
  public JobStore(DynamoDbClient dynamoDb, String table, Clock clock) {
    this.dynamoDb = dynamoDb;
    this.transactions = new Transactions(dynamoDb);
    this.table = table;
    this.clock = clock;
  }

  /**
   * The job as it is at this instant; empty when there is none, and when its retention has ended.
   */
  public Optional<Job> find(JobId id) {
    return read(id).filter(job -> !job.isExpiredAt(clock.instant()));
  }

  /**
   * The job as its row says at this instant, even if its retention has ended: for those who clean
   * up, never for readers.
   *
   * @throws RuntimeException of some kind when the row makes no sense
   */
  public Optional<Job> read(JobId id) {
    Map<String, AttributeValue> item =
        dynamoDb
            .getItem(get -> get.tableName(table).key(JobRow.key(id)).consistentRead(true))
            .item();
    return item.isEmpty() ? Optional.empty() : Optional.of(JobRow.toJob(item));
  }

  /** Those of the jobs that exist and whose retention has not ended, in no order. */
  public List<Job> findAll(Collection<JobId> ids) {
    return new ItemBatches(dynamoDb, table)
        .read(ids.stream().distinct().map(JobRow::key).toList()).stream()
            .map(JobRow::toJob)
            .filter(job -> !job.isExpiredAt(clock.instant()))
            .toList();
  }

  /** What was answered to a request with this key; empty when it is new or forgotten. */
  public Optional<IdempotencyRecord> answered(String scope, String key) {
    Map<String, AttributeValue> item =
        dynamoDb
            .getItem(
                get ->
                    get.tableName(table).key(IdempotencyRow.key(scope, key)).consistentRead(true))
            .item();
    return item.isEmpty()
        ? Optional.empty()
        : Optional.of(IdempotencyRow.toRecord(item))
            .filter(answered -> clock.instant().isBefore(answered.expiresAt()));
  }

  /** The same as below, for a request without an idempotency key. */
  public Submitted submit(Job job, Upload upload) {
    return submit(job, Optional.of(upload), Optional.empty());
  }

  /**
   * Writes a new job, marks its upload as used by it, takes the slots that it is to hold, and
   * remembers what was answered: all or nothing.
   *
   * @param upload the upload that it is made of, as it was read; empty for one that is made of
   *     something else
   * @param answered what to remember if the request had an idempotency key
   */
  public Submitted submit(Job job, Optional<Upload> upload, Optional<IdempotencyRecord> answered) {
    return submit(job, upload, answered, Optional.empty());
  }

  /**
   * The same, of a job whose owner wants to be called back.
   *
   * @param webhook where; written with the rest
   */
  public Submitted submit(
      Job job,
      Optional<Upload> upload,
      Optional<IdempotencyRecord> answered,
      Optional<Webhook> webhook) {
    List<TransactWriteItem> items = new ArrayList<>();
    items.add(creation(job));
    upload.ifPresent(used -> items.add(UploadRow.madeInto(table, used, job)));
    int firstSlot = items.size();
    job.slots().forEach(slot -> items.add(taking(slot, job)));
    int firstAnswer = items.size();
    answered.ifPresent(request -> items.add(IdempotencyRow.writing(table, request)));
    upload.flatMap(Upload::job).ifPresent(earlier -> items.add(JobRow.staysEnded(table, earlier)));
    webhook.ifPresent(wanted -> items.add(writing(DeliveryRows.of(wanted))));
    Optional<Transactions.Refused> refused = transactions.write(items);
    if (refused.isEmpty()) {
      return Submitted.YES;
    }
    if (answered.isPresent() && refused.get().isBecauseOf(firstAnswer)) {
      return Submitted.KEY_USED;
    }
    return job.slots().isEmpty() || !refused.get().isBecauseOfAny(firstSlot, firstAnswer)
        ? Submitted.UPLOAD_CHANGED
        : Submitted.SLOT_TAKEN;
  }

  /**
   * Writes a new job of an asset, names it among the jobs that work on the asset, and takes the
   * slots that it is to hold: all or nothing.
   *
   * @param asset the asset as it was read
   * @param active those of the asset's jobs that have not ended
   */
  public Submitted submit(Job job, Asset asset, List<JobId> active) {
    List<TransactWriteItem> items = new ArrayList<>();
    items.add(creation(job));
    items.add(AssetRow.workedOn(table, asset, active, job.id()));
    job.slots().forEach(slot -> items.add(taking(slot, job)));
    Optional<Transactions.Refused> refused = transactions.write(items);
    if (refused.isEmpty()) {
      return Submitted.YES;
    }
    return refused.get().isBecauseOf(1) ? Submitted.UPLOAD_CHANGED : Submitted.SLOT_TAKEN;
  }

  /**
   * Writes a new job of an object in the inbox, keeps that this object is the last under its key,
   * and takes the slots that the job is to hold: all or nothing.
   *
   * @return {@link Submitted#UPLOAD_CHANGED} also when there is such a job already
   * @throws java.util.NoSuchElementException when the job is made of something else
   */
  public Submitted submitFromInbox(Job job) {
    List<TransactWriteItem> items = new ArrayList<>();
    items.add(creation(job));
    items.add(InboxRow.writing(table, job.source().inbox().orElseThrow(), clock.instant()));
    job.slots().forEach(slot -> items.add(taking(slot, job)));
    Optional<Transactions.Refused> refused = transactions.write(items);
    if (refused.isEmpty()) {
      return Submitted.YES;
    }
    return refused.get().isBecauseOf(0) || refused.get().isBecauseOf(1)
        ? Submitted.UPLOAD_CHANGED
        : Submitted.SLOT_TAKEN;
  }

  /**
   * Moves a job from {@code before}, as it was read or last written, to {@code after}, which may
   * hold fewer slots. What a completed job has made of an asset becomes an asset by the same write.
   *
   * @return false when somebody else moved it first; nothing is changed then
   */
  public boolean move(Job before, Job after) {
    Optional<JobUpdate> update = JobUpdate.between(before, after);
    if (update.isEmpty()) {
      return true;
    }
    List<TransactWriteItem> products =
        Asset.producedBy(before, after).stream()
            .map(made -> AssetRow.creation(table, made))
            .toList();
    boolean isAlone = before.slots().equals(after.slots()) && products.isEmpty();
    return isAlone
        ? isMovedAlone(update.get(), after)
        : isMovedTogether(update.get(), before, after, products);
  }

  /**
   * Moves a failed job back to its beginning: it takes its slots, and its upload is marked as used
   * by it once more. Its failure, if nobody was told of it, is kept in the row, see {@link
   * UntoldEnds}.
   *
   * @param upload the upload that it is made of, as it was read; whatever other job was made of it
   *     last must have ended. Empty for a job that is made of something else
   * @return {@link Moved#OUTRUN} also when another job was made of the upload, or it was deleted,
   *     since it was read, and when nobody was told of too many failures; nothing is changed then
   */
  public Moved restart(Job before, Job after, Optional<Upload> upload) {
    List<TransactWriteItem> items = new ArrayList<>();
    JobUpdate update = JobUpdate.between(before, after).orElseThrow();
    items.add((before.isUntold() ? update.keeping(before) : update).within(table));
    after.slots().forEach(slot -> items.add(taking(slot, after)));
    int firstSource = items.size();
    upload.ifPresent(used -> items.add(UploadRow.madeAgainInto(table, used, after)));
    upload
        .flatMap(Upload::job)
        .filter(other -> !other.equals(before.id()))
        .ifPresent(other -> items.add(JobRow.staysEnded(table, other)));
    Optional<Transactions.Refused> refused = transactions.write(items);
    if (refused.isEmpty()) {
      return Moved.YES;
    }
    boolean slotTaken =
        !refused.get().isBecauseOf(0) && refused.get().isBecauseOfAny(1, firstSource);
    return slotTaken ? Moved.SLOT_TAKEN : Moved.OUTRUN;
  }

  private boolean isMovedAlone(JobUpdate update, Job after) {
    try {
      dynamoDb.updateItem(update.alone(table));
      return true;
    } catch (ConditionalCheckFailedException e) {
      return e.hasItem() && isSameMove(e.item(), after);
    }
  }

  private boolean isMovedTogether(
      JobUpdate update, Job before, Job after, List<TransactWriteItem> products) {
    if (!before.slots().containsAll(after.slots())) {
      throw new IllegalArgumentException("job " + before.id() + " takes slots by no such move");
    }
    List<Slot> left =
        before.slots().stream().filter(slot -> !after.slots().contains(slot)).toList();
    List<TransactWriteItem> items = new ArrayList<>();
    items.add(update.within(table));
    items.addAll(products);
    left.forEach(slot -> items.add(SlotRow.givingBack(table, slot, before.id())));
    Optional<Transactions.Refused> refused = transactions.write(items);
    if (refused.isEmpty()) {
      return true;
    }
    if (refused.get().isBecauseOf(0)) {
      return isSameMove(refused.get().itemOf(0), after);
    }
    // Somebody else holds a slot of this job. That is a defect, and no reason to keep the job.
    LOG.error(
        "{}: job {} was to give back {}, which it did not hold", Defect.MARK, before.id(), left);
    return products.isEmpty() ? isMovedAlone(update, after) : isMovedWith(products, update, after);
  }

  private boolean isMovedWith(List<TransactWriteItem> products, JobUpdate update, Job after) {
    List<TransactWriteItem> items = new ArrayList<>(products);
    items.addFirst(update.within(table));
    return transactions
        .write(items)
        .map(refused -> isSameMove(refused.itemOf(0), after))
        .orElse(true);
  }

  private TransactWriteItem taking(Slot slot, Job holder) {
    return SlotRow.taking(table, slot, holder, clock.instant());
  }

  private TransactWriteItem creation(Job job) {
    return writing(JobRow.of(job));
  }

  private TransactWriteItem writing(Map<String, AttributeValue> row) {
    return TransactWriteItem.builder()
        .put(
            Put.builder()
                .tableName(table)
                .item(row)
                .conditionExpression("attribute_not_exists(pk)")
                .build())
        .build();
  }

  /**
   * Whether the row already is where this move leads, because the answer to an earlier try of the
   * same write was lost. A move of a holder carries its name; any other must have led to the very
   * same row.
   */
  private static boolean isSameMove(Map<String, AttributeValue> item, Job after) {
    if (item.isEmpty()) {
      return false;
    }
    Job row = JobRow.toJob(item);
    boolean ofSameHolder =
        after.hold().holder().isPresent() && row.hold().holder().equals(after.hold().holder());
    return row.equals(after)
        || (ofSameHolder
            && row.status() == after.status()
            && row.hold().fence() == after.hold().fence());
  }
}
