package dev.mediajobs.local.lambda;

import com.google.common.collect.Lists;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.DeleteMessageBatchRequestEntry;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.MessageSystemAttributeName;

/**
 * Feeds a function from a queue as Lambda's event source mapping does. Messages that the function
 * handled are deleted; all others are left alone, so that they come back when their visibility
 * timeout ends and reach the dead letter queue when they have come often enough.
 */
public final class QueueEventSource implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(QueueEventSource.class);
  private static final int LARGEST_CALL = 10;

  /** A short long-poll: it wakes as fast as a long one and bounds how long closing takes. */
  private static final Duration WAIT = Duration.ofSeconds(1);

  private static final Duration PAUSE_AFTER_ERROR = Duration.ofSeconds(1);

  private final QueueSource source;
  private final SqsClient sqs;
  private final LambdaFunction function;
  private final Semaphore capacity;
  private final CountDownLatch closed = new CountDownLatch(1);
  private final ExecutorService invocations = Executors.newVirtualThreadPerTaskExecutor();
  private final Thread poller;

  private QueueEventSource(QueueSource source, SqsClient sqs, LambdaFunction function) {
    this.source = source;
    this.sqs = sqs;
    this.function = function;
    this.capacity = new Semaphore(source.maximumConcurrency());
    this.poller =
        Thread.ofPlatform()
            .daemon()
            .name("source-" + function.definition().name())
            .unstarted(this::poll);
  }

  /**
   * Starts to read the queue.
   *
   * @param sqs client that reads and deletes; must be usable until this source is closed
   */
  public static QueueEventSource start(QueueSource source, SqsClient sqs, LambdaFunction function) {
    QueueEventSource started = new QueueEventSource(source, sqs, function);
    started.poller.start();
    return started;
  }

  private void poll() {
    boolean stopped = false;
    while (!stopped) {
      try {
        // Before receiving, so that no message becomes invisible while nobody can take it.
        capacity.acquire();
        List<Message> batch = receiveOrPause();
        if (batch.isEmpty()) {
          capacity.release();
        } else {
          invocations.execute(() -> handle(batch));
        }
        stopped = closed.getCount() == 0;
      } catch (InterruptedException | RejectedExecutionException stopping) {
        LOG.debug("stopped reading {}", source.queueArn(), stopping);
        stopped = true;
      }
    }
  }

  private List<Message> receiveOrPause() throws InterruptedException {
    try {
      return receive();
    } catch (SdkException failure) {
      boolean open = !closed.await(PAUSE_AFTER_ERROR.toMillis(), TimeUnit.MILLISECONDS);
      if (open) {
        LOG.warn("can't read {}; trying again", source.queueArn(), failure);
      }
      return List.of();
    }
  }

  private List<Message> receive() {
    List<Message> batch = new ArrayList<>(receive(source.batchSize(), WAIT));
    long end = System.nanoTime() + source.window().toNanos();
    while (!batch.isEmpty()
        && batch.size() < source.batchSize()
        && end - System.nanoTime() > 0
        && closed.getCount() > 0) {
      batch.addAll(receive(source.batchSize() - batch.size(), WAIT));
    }
    return batch;
  }

  private List<Message> receive(int most, Duration wait) {
    return sqs.receiveMessage(
            request ->
                request
                    .queueUrl(source.queueUrl())
                    .maxNumberOfMessages(Math.min(most, LARGEST_CALL))
                    .waitTimeSeconds(Math.toIntExact(wait.toSeconds()))
                    .messageSystemAttributeNames(MessageSystemAttributeName.ALL)
                    .messageAttributeNames("All"))
        .messages();
  }

  private void handle(List<Message> batch) {
    try {
      byte[] event = QueueEvent.of(batch, source.queueArn(), source.region());
      Outcome outcome =
          function.invoke(event, UUID.randomUUID().toString(), function.definition().timeout());
      if (outcome instanceof Outcome.Answered(String payload)) {
        delete(source.partialFailures() ? BatchAnswer.handled(payload, batch) : batch);
      }
    } catch (SdkException failure) {
      if (closed.getCount() > 0) {
        LOG.warn(
            "can't delete handled messages of {}; they will come again",
            source.queueArn(),
            failure);
      }
    } catch (InterruptedException stopping) {
      Thread.currentThread().interrupt();
    } finally {
      capacity.release();
    }
  }

  private void delete(List<Message> handled) {
    for (List<Message> chunk : Lists.partition(handled, LARGEST_CALL)) {
      List<DeleteMessageBatchRequestEntry> entries =
          chunk.stream()
              .map(
                  message ->
                      DeleteMessageBatchRequestEntry.builder()
                          .id(message.messageId())
                          .receiptHandle(message.receiptHandle())
                          .build())
              .toList();
      sqs.deleteMessageBatch(request -> request.queueUrl(source.queueUrl()).entries(entries));
    }
  }

  /**
   * Stops reading and interrupts running invocations, whose messages come back later. Takes at most
   * a few seconds.
   */
  @Override
  public void close() {
    closed.countDown();
    invocations.shutdownNow();
    poller.interrupt();
    try {
      poller.join(WAIT.multipliedBy(3));
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
