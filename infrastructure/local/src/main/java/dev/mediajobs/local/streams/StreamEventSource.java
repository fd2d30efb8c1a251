package dev.mediajobs.local.streams;

import dev.mediajobs.local.lambda.LambdaFunction;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.DescribeStreamResponse;
import software.amazon.awssdk.services.dynamodb.model.Record;
import software.amazon.awssdk.services.dynamodb.streams.DynamoDbStreamsClient;
import software.amazon.awssdk.services.sqs.SqsClient;

/**
 * Feeds a function from the stream of a table as Lambda's event source mapping does: each shard in
 * order, one batch at a time, a shard after the one that it continues. Where it has come to is kept
 * in memory only: after a restart it begins anew where the mapping says.
 */
public final class StreamEventSource implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(StreamEventSource.class);

  /** New shards continue old ones every few hours. */
  private static final Duration PAUSE_BETWEEN_SEARCHES = Duration.ofSeconds(5);

  /** As often as Lambda does. */
  private static final Duration POLL = Duration.ofMillis(250);

  private static final Duration STOP = Duration.ofSeconds(3);

  private final StreamSource source;
  private final Clients clients;
  private final LambdaFunction function;
  private final UnaryOperator<Record> completion;
  private final String localArn;
  private final Map<String, Boolean> ended = new ConcurrentHashMap<>();
  private final CountDownLatch closed = new CountDownLatch(1);
  private final ExecutorService readers = Executors.newVirtualThreadPerTaskExecutor();

  /** What a source reads and tells with; all must be usable until it is closed. */
  public record Clients(DynamoDbClient dynamo, DynamoDbStreamsClient streams, SqsClient sqs) {}

  private StreamEventSource(
      StreamSource source,
      Clients clients,
      LambdaFunction function,
      UnaryOperator<Record> completion) {
    this.source = source;
    this.clients = clients;
    this.function = function;
    this.completion = completion;
    this.localArn =
        clients
            .dynamo()
            .describeTable(describe -> describe.tableName(source.table()))
            .table()
            .latestStreamArn();
  }

  /**
   * Starts to read the stream; nothing is missed that is written after this has returned.
   *
   * @param completion adds to a record what DynamoDB Local leaves out
   */
  public static StreamEventSource start(
      StreamSource source,
      Clients clients,
      LambdaFunction function,
      UnaryOperator<Record> completion) {
    StreamEventSource started = new StreamEventSource(source, clients, function, completion);
    started.readNewShards(source.start());
    started.readers.execute(started::search);
    return started;
  }

  private void search() {
    try {
      while (!closed.await(PAUSE_BETWEEN_SEARCHES.toMillis(), TimeUnit.MILLISECONDS)) {
        try {
          // Whatever has begun since the start holds nothing that is older.
          readNewShards(StreamSource.Start.TRIM_HORIZON);
        } catch (SdkException failure) {
          LOG.warn("can't look for shards of {}; trying again", source.streamArn(), failure);
        }
      }
    } catch (InterruptedException | RejectedExecutionException stopping) {
      LOG.debug("stopped looking for shards of {}", source.streamArn(), stopping);
    }
  }

  private void readNewShards(StreamSource.Start start) {
    Map<String, Optional<String>> parents = parents();
    // Those that the stream has forgotten need not be remembered either.
    ended.keySet().retainAll(parents.keySet());
    Set<String> waiting = new HashSet<>(parents.keySet());
    waiting.removeAll(ended.keySet());
    for (String id : waiting) {
      Optional<String> parent = parents.getOrDefault(id, Optional.empty());
      boolean isNext =
          parent.isEmpty()
              || !parents.containsKey(parent.get())
              || ended.getOrDefault(parent.get(), false);
      if (isNext) {
        Shard shard = new Shard(clients.streams(), localArn, id, start);
        ended.put(id, false);
        readers.execute(() -> read(shard));
      }
    }
  }

  /** All shards of the stream with the one that each continues. */
  private Map<String, Optional<String>> parents() {
    Map<String, Optional<String>> parents = new HashMap<>();
    Optional<String> last = Optional.empty();
    do {
      Optional<String> after = last;
      DescribeStreamResponse page =
          clients
              .streams()
              .describeStream(
                  describe -> {
                    describe.streamArn(localArn);
                    after.ifPresent(describe::exclusiveStartShardId);
                  });
      page.streamDescription()
          .shards()
          .forEach(
              shard -> parents.put(shard.shardId(), Optional.ofNullable(shard.parentShardId())));
      last = Optional.ofNullable(page.streamDescription().lastEvaluatedShardId());
    } while (last.isPresent());
    return parents;
  }

  private void read(Shard shard) {
    Delivery delivery =
        new Delivery(
            source,
            function,
            new GivenUp(
                source, shard.id(), function.definition().arn(), clients.sqs(), Clock.systemUTC()),
            Clock.systemUTC());
    Batches batches = new Batches(source.batchSize(), source.window());
    try {
      while (closed.getCount() > 0 && !(shard.ended() && batches.isEmpty())) {
        if (!shard.ended() && batches.takesMore()) {
          int read = readInto(batches, shard);
          boolean _ = read == 0 && closed.await(POLL.toMillis(), TimeUnit.MILLISECONDS);
        }
        Optional<List<StreamRecord>> due = batches.due(shard.ended());
        if (due.isPresent()) {
          delivery.deliver(due.get());
        }
      }
      ended.put(shard.id(), true);
    } catch (InterruptedException stopping) {
      LOG.debug("stopped reading {}", shard.id(), stopping);
    } catch (RuntimeException defect) {
      LOG.error("{} is read no further", shard.id(), defect);
    }
  }

  private int readInto(Batches batches, Shard shard) {
    try {
      List<Record> records = shard.next();
      List<StreamRecord> wanted = new ArrayList<>();
      for (Record record : records) {
        StreamRecord told = StreamRecord.of(completion.apply(record), source);
        if (source.wants(told)) {
          wanted.add(told);
        }
      }
      batches.add(wanted);
      return records.size();
    } catch (SdkException failure) {
      if (closed.getCount() > 0) {
        LOG.warn("can't read {}; trying again", source.streamArn(), failure);
      }
      return 0;
    }
  }

  /**
   * Stops reading and interrupts running invocations, whose records come again with the next start
   * if the mapping begins at the trim horizon. Takes at most a few seconds.
   */
  @Override
  public void close() {
    closed.countDown();
    readers.shutdownNow();
    try {
      boolean _ = readers.awaitTermination(STOP.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
