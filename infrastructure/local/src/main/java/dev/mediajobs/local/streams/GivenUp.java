package dev.mediajobs.local.streams;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.sqs.SqsClient;

/**
 * Records of one shard that a function will not see again. If the mapping has a destination for
 * them, it is told which they were, but not what was in them ("Retain discarded records for a
 * DynamoDB event source in Lambda" in the Lambda guide).
 */
final class GivenUp {

  private static final Logger LOG = LoggerFactory.getLogger(GivenUp.class);

  private final StreamSource source;
  private final String shardId;
  private final String functionArn;
  private final SqsClient sqs;
  private final Clock clock;

  /** Why records are given up. */
  enum Reason {
    /** They are older than the mapping allows. */
    TOO_OLD("RecordAgeExceeded"),
    /** The function has failed too often. */
    TOO_MANY_RETRIES("RetryAttemptsExhausted");

    private final String condition;

    Reason(String condition) {
      this.condition = condition;
    }
  }

  GivenUp(StreamSource source, String shardId, String functionArn, SqsClient sqs, Clock clock) {
    this.source = source;
    this.shardId = shardId;
    this.functionArn = functionArn;
    this.sqs = sqs;
    this.clock = clock;
  }

  /**
   * Tells of records.
   *
   * @param invocations how often the function was given the first of them
   */
  void add(List<StreamRecord> records, Reason reason, int invocations) {
    LOG.error(
        "records of {} given up: {}, {}", source.streamArn(), records.size(), reason.condition);
    source
        .failures()
        .queueUrl()
        .ifPresent(
            queue -> {
              try {
                sqs.sendMessage(
                    send ->
                        send.queueUrl(queue).messageBody(message(records, reason, invocations)));
              } catch (SdkException failure) {
                LOG.error("the destination can't be told", failure);
              }
            });
  }

  private String message(List<StreamRecord> records, Reason reason, int invocations) {
    ObjectNode message = JsonNodeFactory.instance.objectNode();
    ObjectNode request = message.putObject("requestContext");
    request.put("requestId", UUID.randomUUID().toString());
    request.put("functionArn", functionArn);
    request.put("condition", reason.condition);
    request.put("approximateInvokeCount", invocations);
    if (invocations > 0) {
      ObjectNode response = message.putObject("responseContext");
      response.put("statusCode", 200);
      response.put("executedVersion", "$LATEST");
      response.put("functionError", "Unhandled");
    }
    message.put("version", "1.0");
    message.put("timestamp", clock.instant().truncatedTo(ChronoUnit.MILLIS).toString());
    ObjectNode batch = message.putObject("DDBStreamBatchInfo");
    batch.put("shardId", shardId);
    batch.put("startSequenceNumber", records.getFirst().sequenceNumber());
    batch.put("endSequenceNumber", records.getLast().sequenceNumber());
    batch.put("approximateArrivalOfFirstRecord", records.getFirst().written().toString());
    batch.put("approximateArrivalOfLastRecord", records.getLast().written().toString());
    batch.put("batchSize", records.size());
    batch.put("streamArn", source.streamArn());
    return message.toString();
  }
}
