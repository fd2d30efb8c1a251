package dev.mediajobs.local.streams;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.NullNode;
import java.util.List;

/**
 * How far a function came with a batch, read from its answer.
 *
 * <p>The rules are those of "Success and failure conditions" under "Configuring partial batch
 * response with DynamoDB and Lambda" in the Lambda guide: the lowest sequence number that is
 * reported counts, and what can't be understood means that the whole batch failed.
 */
final class StreamAnswer {

  private static final JsonMapper JSON = new JsonMapper();

  private StreamAnswer() {}

  /** How many records, from the first one, need not be sent again. */
  static int handled(String answer, List<StreamRecord> batch) {
    JsonNode failures;
    try {
      failures =
          answer.isBlank()
              ? NullNode.getInstance()
              : JSON.readTree(answer).path("batchItemFailures");
    } catch (JsonProcessingException notJson) {
      return 0;
    }
    if (failures.isMissingNode() || failures.isNull()) {
      return batch.size();
    }
    if (!failures.isArray()) {
      return 0;
    }
    List<String> places = batch.stream().map(StreamRecord::sequenceNumber).toList();
    return failures
        .valueStream()
        .mapToInt(failure -> places.indexOf(failure.path("itemIdentifier").asText("")))
        .map(place -> Math.max(place, 0))
        .min()
        .orElse(batch.size());
  }
}
