package dev.mediajobs.local.streams;

import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.services.dynamodb.model.ExpiredIteratorException;
import software.amazon.awssdk.services.dynamodb.model.GetRecordsResponse;
import software.amazon.awssdk.services.dynamodb.model.Record;
import software.amazon.awssdk.services.dynamodb.model.ShardIteratorType;
import software.amazon.awssdk.services.dynamodb.model.TrimmedDataAccessException;
import software.amazon.awssdk.services.dynamodb.streams.DynamoDbStreamsClient;

/** One shard of a stream, read from its start to its end. For one thread at a time. */
final class Shard {

  private static final Logger LOG = LoggerFactory.getLogger(Shard.class);

  private final DynamoDbStreamsClient streams;
  private final String streamArn;
  private final String id;
  private Optional<String> iterator;
  private Optional<String> lastRead = Optional.empty();
  private boolean ended;

  /**
   * Takes a place in the shard at once, so that nothing is missed that is written from now on.
   *
   * @param streamArn the stream as DynamoDB Local names it
   */
  Shard(DynamoDbStreamsClient streams, String streamArn, String id, StreamSource.Start start) {
    this.streams = streams;
    this.streamArn = streamArn;
    this.id = id;
    this.iterator =
        Optional.of(
            switch (start) {
              case TRIM_HORIZON -> iterator(ShardIteratorType.TRIM_HORIZON);
              case LATEST -> iterator(ShardIteratorType.LATEST);
            });
  }

  String id() {
    return id;
  }

  /** Whether all records were read and no more can come. */
  boolean ended() {
    return ended;
  }

  /**
   * The next records, none if there are none yet.
   *
   * @throws software.amazon.awssdk.core.exception.SdkException when DynamoDB can't be reached
   */
  List<Record> next() {
    try {
      String place = iterator.orElseGet(this::afterLastRead);
      GetRecordsResponse response = streams.getRecords(get -> get.shardIterator(place));
      iterator = Optional.ofNullable(response.nextShardIterator());
      ended = iterator.isEmpty();
      if (response.hasRecords() && !response.records().isEmpty()) {
        lastRead = Optional.of(response.records().getLast().dynamodb().sequenceNumber());
      }
      return response.records();
    } catch (TrimmedDataAccessException | ExpiredIteratorException lost) {
      // DynamoDB Local also says so of an iterator that was taken while the shard was empty.
      LOG.debug("a new place in {} is needed", id, lost);
      iterator = Optional.empty();
      return List.of();
    }
  }

  /** Rather reads a record twice than never. */
  private String afterLastRead() {
    if (lastRead.isEmpty()) {
      return iterator(ShardIteratorType.TRIM_HORIZON);
    }
    try {
      return streams
          .getShardIterator(
              get ->
                  get.streamArn(streamArn)
                      .shardId(id)
                      .shardIteratorType(ShardIteratorType.AFTER_SEQUENCE_NUMBER)
                      .sequenceNumber(lastRead.get()))
          .shardIterator();
    } catch (TrimmedDataAccessException forgotten) {
      LOG.debug("the stream no longer has what was read last from {}", id, forgotten);
      return iterator(ShardIteratorType.TRIM_HORIZON);
    }
  }

  private String iterator(ShardIteratorType type) {
    return streams
        .getShardIterator(get -> get.streamArn(streamArn).shardId(id).shardIteratorType(type))
        .shardIterator();
  }
}
