package dev.mediajobs.localstack;

import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse;
import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import com.amazonaws.services.lambda.runtime.events.SQSEvent.SQSMessage;
import dev.mediajobs.worker.WorkerHandler;
import java.util.List;
import software.amazon.awssdk.services.sqs.model.Message;

/** The worker function, given messages as Lambda's poller gives them. */
final class Worker {

  private final WorkerHandler handler;

  Worker(Deployment deployment) {
    this.handler = new WorkerHandler(deployment.environmentOf("WorkerFunction"));
  }

  /** Hands over one message that was taken from a queue. */
  SQSBatchResponse deliver(Message message) {
    return deliver(message.messageId(), message.body());
  }

  /** Hands over the event that a transcription is completed, as the rule puts it into the queue. */
  SQSBatchResponse deliverEndOf(String transcription) {
    return deliver(
        "state-change",
        """
        {"source": "aws.transcribe", "detail-type": "Transcribe Job State Change",
         "detail": {"TranscriptionJobName": "%s", "TranscriptionJobStatus": "COMPLETED"}}
        """
            .formatted(transcription));
  }

  private SQSBatchResponse deliver(String id, String body) {
    SQSMessage message = new SQSMessage();
    message.setMessageId(id);
    message.setBody(body);
    SQSEvent event = new SQSEvent();
    event.setRecords(List.of(message));
    return handler.handleRequest(event, Invocation.context());
  }
}
