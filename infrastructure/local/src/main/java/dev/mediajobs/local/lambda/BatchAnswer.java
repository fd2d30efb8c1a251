package dev.mediajobs.local.lambda;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import software.amazon.awssdk.services.sqs.model.Message;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Which messages of a batch a function has handled, read from its answer.
 *
 * <p>The rules are those of "Success and failure conditions" under "Implementing partial batch
 * responses" in the Lambda guide: anything that can't be understood means that the whole batch
 * failed.
 */
final class BatchAnswer {

  private static final JsonMapper JSON = JsonMapper.shared();

  private BatchAnswer() {}

  /** The messages that may be deleted. */
  static List<Message> handled(String answer, List<Message> batch) {
    Set<String> failed = new HashSet<>();
    Set<String> known = new HashSet<>();
    batch.forEach(message -> known.add(message.messageId()));
    try {
      JsonNode failures =
          answer.isBlank() ? JSON.nullNode() : JSON.readTree(answer).path("batchItemFailures");
      if (failures.isMissingNode() || failures.isNull()) {
        return batch;
      }
      if (!failures.isArray()) {
        return List.of();
      }
      for (JsonNode failure : failures) {
        String id = failure.path("itemIdentifier").asString("");
        if (!known.contains(id)) {
          return List.of();
        }
        failed.add(id);
      }
    } catch (JacksonException notJson) {
      return List.of();
    }
    return batch.stream().filter(message -> !failed.contains(message.messageId())).toList();
  }
}
