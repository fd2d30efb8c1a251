package dev.mediajobs.local.faults;

import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.sqs.SqsClient;

/**
 * Takes what the template's rule about Transcribe puts into the template's queue, and hands it to
 * the life that it is about.
 */
final class NewsDesk implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(NewsDesk.class);
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private final SqsClient sqs;
  private final String queueUrl;
  private final Set<String> news = new HashSet<>();
  private final Thread reader;
  private boolean closed;

  private NewsDesk(SqsClient sqs, String queueUrl) {
    this.sqs = sqs;
    this.queueUrl = queueUrl;
    this.reader = Thread.ofPlatform().daemon().name("news").unstarted(this::read);
  }

  static NewsDesk open(SqsClient sqs, String queueUrl) {
    NewsDesk desk = new NewsDesk(sqs, queueUrl);
    desk.reader.start();
    return desk;
  }

  private void read() {
    while (!isClosed()) {
      try {
        sqs.receiveMessage(
                receive -> receive.queueUrl(queueUrl).maxNumberOfMessages(10).waitTimeSeconds(1))
            .messages()
            .forEach(message -> add(message.body()));
      } catch (SdkException e) {
        LOG.debug("the queue is gone; the stack stops", e);
      }
    }
  }

  private synchronized boolean isClosed() {
    return closed;
  }

  private synchronized void add(String body) {
    news.add(body);
    notifyAll();
  }

  /**
   * The news of a transcription, as soon as it has come.
   *
   * @throws AssertionError when it does not come
   */
  synchronized String await(String transcription) throws InterruptedException {
    Instant end = Instant.now().plus(PATIENCE);
    while (Instant.now().isBefore(end)) {
      Optional<String> found =
          news.stream().filter(body -> body.contains("\"" + transcription + "\"")).findFirst();
      if (found.isPresent()) {
        return found.get();
      }
      wait(PATIENCE.toMillis());
    }
    throw new AssertionError("no news of " + transcription + " came");
  }

  @Override
  public void close() {
    synchronized (this) {
      closed = true;
    }
    reader.interrupt();
  }
}
