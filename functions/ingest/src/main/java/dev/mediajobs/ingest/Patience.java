package dev.mediajobs.ingest;

import com.amazonaws.services.lambda.runtime.events.SQSEvent.SQSMessage;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.sqs.SqsClient;

/**
 * When a message comes again that could not be settled: the later, the more often it came. Left to
 * the queue it would be after six times the function's timeout.
 */
final class Patience {

  private static final Duration FIRST = Duration.ofSeconds(30);
  private static final Duration LONGEST = Duration.ofMinutes(15);

  private final Logger log = LoggerFactory.getLogger(Patience.class);
  private final SqsClient sqs;
  private final String queueUrl;

  Patience(SqsClient sqs, String queueUrl) {
    this.sqs = sqs;
    this.queueUrl = queueUrl;
  }

  /** Has it come again after a pause; should that fail, after the one that the queue has. */
  void putOff(SQSMessage message) {
    int pause = Math.toIntExact(pause(received(message)).toSeconds());
    try {
      sqs.changeMessageVisibility(
          change ->
              change
                  .queueUrl(queueUrl)
                  .receiptHandle(message.getReceiptHandle())
                  .visibilityTimeout(pause));
    } catch (SdkException e) {
      log.warn("the message {} comes again only when its time is over", message.getMessageId(), e);
    }
  }

  /**
   * The pause after a message came for the {@code received}-th time: half a minute at first, and
   * ten seconds more each time, up to a quarter of an hour.
   */
  static Duration pause(int received) {
    Duration longer = FIRST.plusSeconds(10L * Math.max(0, received - 1));
    return longer.compareTo(LONGEST) < 0 ? longer : LONGEST;
  }

  /** How often a message came, this time included. */
  static int received(SQSMessage message) {
    return Integer.parseInt(message.getAttributes().getOrDefault("ApproximateReceiveCount", "1"));
  }
}
