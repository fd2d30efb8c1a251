package dev.mediajobs.benchmarks;

import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import dev.mediajobs.aws.AwsClients;
import dev.mediajobs.aws.Environment;
import dev.mediajobs.worker.WorkerHandler;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.Message;

/** A worker in a process of its own: takes messages of the job queue until it is killed. */
final class WorkerProcess {

  private WorkerProcess() {}

  public static void main(String[] arguments) {
    Map<String, String> environment = System.getenv();
    WorkerHandler worker = new WorkerHandler(environment);
    SqsClient sqs = new AwsClients(new Environment(environment)).sqs();
    String queue = new Environment(environment).text("JOB_QUEUE_URL");
    while (true) {
      for (Message message :
          sqs.receiveMessage(receive -> receive.queueUrl(queue).waitTimeSeconds(5)).messages()) {
        worker.handleRequest(event(message), Invocation.context());
        sqs.deleteMessage(delete -> delete.queueUrl(queue).receiptHandle(message.receiptHandle()));
      }
    }
  }

  private static SQSEvent event(Message message) {
    SQSEvent.SQSMessage record = new SQSEvent.SQSMessage();
    record.setMessageId(message.messageId());
    record.setBody(message.body());
    SQSEvent event = new SQSEvent();
    event.setRecords(List.of(record));
    return event;
  }
}
