package dev.mediajobs.notifier;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.DynamodbEvent;
import com.amazonaws.services.lambda.runtime.events.DynamodbEvent.DynamodbStreamRecord;
import com.amazonaws.services.lambda.runtime.events.StreamsEventResponse;
import com.amazonaws.services.lambda.runtime.events.StreamsEventResponse.BatchItemFailure;
import dev.mediajobs.aws.AwsClients;
import dev.mediajobs.aws.Environment;
import dev.mediajobs.aws.LogLevel;
import dev.mediajobs.jobs.MediaStore;
import dev.mediajobs.jobs.UploadStore;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The Lambda function behind the stream of the jobs table. Records are handled in their order; the
 * first that can't be is reported, and Lambda sends it again with all that came after it.
 */
public final class NotifierHandler implements RequestHandler<DynamodbEvent, StreamsEventResponse> {

  private final Logger log = LoggerFactory.getLogger(NotifierHandler.class);
  private final ObjectsOfRows objects;
  private final SourcesOfEndedJobs sources;

  /** As Lambda makes it, from the process's environment. */
  public NotifierHandler() {
    this(LogLevel.setFrom(System.getenv()));
  }

  /**
   * From an environment with the variables that template.yaml names.
   *
   * @throws IllegalStateException naming the variable that is missing or senseless
   */
  public NotifierHandler(Map<String, String> variables) {
    Environment environment = new Environment(variables);
    AwsClients clients = new AwsClients(environment);
    this.objects =
        new ObjectsOfRows(
            new MediaStore(clients.s3(), clients.s3Presigner(), environment.text("MEDIA_BUCKET")));
    this.sources =
        new SourcesOfEndedJobs(
            new UploadStore(clients.dynamoDb(), environment.text("JOBS_TABLE"), Clock.systemUTC()));
  }

  @Override
  public StreamsEventResponse handleRequest(DynamodbEvent event, Context context) {
    for (DynamodbStreamRecord record : event.getRecords()) {
      try {
        RemovedRow.of(record).ifPresent(objects::delete);
        EndedJob.of(record).ifPresent(sources::delete);
      } catch (RuntimeException e) {
        String sequenceNumber = record.getDynamodb().getSequenceNumber();
        log.error("the record {} could not be handled; it will come again", sequenceNumber, e);
        return new StreamsEventResponse(List.of(new BatchItemFailure(sequenceNumber)));
      }
    }
    return new StreamsEventResponse(List.of());
  }
}
