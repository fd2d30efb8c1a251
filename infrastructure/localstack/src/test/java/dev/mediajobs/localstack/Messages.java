package dev.mediajobs.localstack;

import java.time.Duration;
import java.util.Optional;
import java.util.function.Predicate;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.MessageSystemAttributeName;

/** The messages of one queue; whoever takes one deletes it. */
record Messages(SqsClient sqs, String queueUrl) {

  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final int POLL_SECONDS = 2;

  /** The next message of which this is true; others that come first are dropped. */
  Message take(Predicate<Message> wanted) {
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (System.nanoTime() < end) {
      Optional<Message> found = received().filter(wanted);
      if (found.isPresent()) {
        return found.get();
      }
    }
    throw new AssertionError("no such message within " + PATIENCE);
  }

  /** The next message that names this job. */
  Message takeFor(String jobId) {
    return take(message -> message.body().contains(jobId));
  }

  private Optional<Message> received() {
    Optional<Message> next =
        sqs
            .receiveMessage(
                receive ->
                    receive
                        .queueUrl(queueUrl)
                        .maxNumberOfMessages(1)
                        .waitTimeSeconds(POLL_SECONDS)
                        .messageAttributeNames("All")
                        .messageSystemAttributeNames(MessageSystemAttributeName.ALL))
            .messages()
            .stream()
            .findFirst();
    next.ifPresent(
        message ->
            sqs.deleteMessage(
                delete -> delete.queueUrl(queueUrl).receiptHandle(message.receiptHandle())));
    return next;
  }
}
