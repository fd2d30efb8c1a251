package dev.mediajobs.local.lambda;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.NullNode;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import software.amazon.awssdk.services.sqs.model.Message;

/**
 * Which messages of a batch a function has handled, read from its answer.
 *
 * <p>The rules are those of "Success and failure conditions" under "Implementing partial batch
 * responses" in the Lambda guide: anything that can't be understood means that the whole batch
 * failed.
 */
final class BatchAnswer {

  private static final JsonMapper JSON = new JsonMapper();

  private BatchAnswer() {}

  /** The messages that may be deleted. */
  static List<Message> handled(String answer, List<Message> batch) {
    Set<String> failed = new HashSet<>();
    Set<String> known = new HashSet<>();
    batch.forEach(message -> known.add(message.messageId()));
    try {
      JsonNode failures =
          answer.isBlank()
              ? NullNode.getInstance()
              : JSON.readTree(answer).path("batchItemFailures");
      if (failures.isMissingNode() || failures.isNull()) {
        return batch;
      }
      if (!failures.isArray()) {
        return List.of();
      }
      for (JsonNode failure : failures) {
        String id = failure.path("itemIdentifier").asText("");
        if (!known.contains(id)) {
          return List.of();
        }
        failed.add(id);
      }
    } catch (JsonProcessingException notJson) {
      return List.of();
    }
    return batch.stream().filter(message -> !failed.contains(message.messageId())).toList();
  }
}
