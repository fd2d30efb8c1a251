package dev.mediajobs.localstack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.mediajobs.jobs.Job;
import dev.mediajobs.jobs.JobId;
import dev.mediajobs.jobs.Source;
import dev.mediajobs.jobs.SubtitleSettings;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.MessageSystemAttributeName;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

@OnAwsEndpoint
class QueueTest {

  private static Deployment deployment;
  private static Messages messages;

  @BeforeAll
  static void deploy(Endpoint endpoint) {
    deployment = Deployment.on(endpoint);
    messages = new Messages(deployment.sqs, deployment.id("JobQueue"));
  }

  @AfterAll
  static void delete() {
    deployment.close();
  }

  @Test
  void aMessageNamesItsJobItsFenceAndItsLeaseAndNothingElse() {
    Job job = job();

    deployment.queue().send(job, Duration.ZERO);

    assertThat(messages.takeFor(job.id().toString()).body())
        .isEqualTo(
            "{\"job_id\":\"%s\",\"fence\":1,\"lease_until\":%d}"
                .formatted(job.id(), job.hold().lease().until().toEpochMilli()));
  }

  @Test
  void aDelayedMessageIsHeldBack() {
    Job job = job();

    deployment.queue().send(job, Duration.ofMillis(1_500));

    Message message = messages.takeFor(job.id().toString());
    Duration heldBack =
        Duration.between(
            time(message, MessageSystemAttributeName.SENT_TIMESTAMP),
            time(message, MessageSystemAttributeName.APPROXIMATE_FIRST_RECEIVE_TIMESTAMP));
    // Rounded up to 2 s; the second of both times is only approximate.
    assertThat(heldBack).isGreaterThan(Duration.ofMillis(1_500));
  }

  @Test
  void theLongestDelayIsAccepted() {
    Job job = job();

    deployment.queue().send(job, Duration.ofHours(1));

    // The count is approximate, and at AWS it lags; no other test leaves a message behind.
    await().untilAsserted(() -> assertThat(heldBack()).isEqualTo("1"));
  }

  private static String heldBack() {
    return deployment
        .sqs
        .getQueueAttributes(
            get ->
                get.queueUrl(deployment.id("JobQueue"))
                    .attributeNames(QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES_DELAYED))
        .attributes()
        .getOrDefault(QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES_DELAYED, "0");
  }

  private static Instant time(Message message, MessageSystemAttributeName attribute) {
    Map<MessageSystemAttributeName, String> attributes = message.attributes();
    return Instant.ofEpochMilli(Long.parseLong(attributes.getOrDefault(attribute, "none")));
  }

  private static Job job() {
    return Job.submitted(
        JobId.random(),
        new Source("7d/uploads/any/source", "talk.mp4", 1234, Optional.empty()),
        SubtitleSettings.DEFAULT,
        Instant.now());
  }
}
