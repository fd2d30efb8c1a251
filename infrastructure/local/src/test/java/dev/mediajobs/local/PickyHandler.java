package dev.mediajobs.local;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.DynamodbEvent;
import com.amazonaws.services.lambda.runtime.events.StreamsEventResponse;
import com.amazonaws.services.lambda.runtime.events.StreamsEventResponse.BatchItemFailure;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/** Handles rows in their order until one is called poison; notes each row as often as it comes. */
public final class PickyHandler implements RequestHandler<DynamodbEvent, StreamsEventResponse> {

  static final Queue<String> SEEN = new ConcurrentLinkedQueue<>();

  public PickyHandler(Map<String, String> environment) {
    SEEN.clear();
  }

  @Override
  public StreamsEventResponse handleRequest(DynamodbEvent event, Context context) {
    List<BatchItemFailure> failures = new ArrayList<>();
    for (var record : event.getRecords()) {
      if (failures.isEmpty()) {
        String row = Objects.requireNonNull(record.getDynamodb().getKeys().get("pk")).getS();
        SEEN.add(row);
        if (row.contains("poison")) {
          failures.add(new BatchItemFailure(record.getDynamodb().getSequenceNumber()));
        }
      }
    }
    return new StreamsEventResponse(failures);
  }
}
