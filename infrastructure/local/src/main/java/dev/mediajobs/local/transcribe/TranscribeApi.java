package dev.mediajobs.local.transcribe;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;

/** The operations of the service, each a JSON object for a JSON object. */
final class TranscribeApi {

  private static final Pattern TOKEN = Pattern.compile(".+");
  private static final int LONGEST_TOKEN = 8192;
  private static final int DEFAULT_RESULTS = 5;
  private static final List<String> STATUSES =
      List.of("QUEUED", "IN_PROGRESS", "FAILED", "COMPLETED");

  private final Transcriptions transcriptions;
  private final TranscribeOptions options;
  private final JobAnswer answers;
  private final Map<Failed, Integer> failures = new ConcurrentHashMap<>();

  TranscribeApi(Transcriptions transcriptions, TranscribeOptions options, String region) {
    this.transcriptions = transcriptions;
    this.options = options;
    this.answers = new JobAnswer(region);
  }

  /**
   * Performs an operation.
   *
   * @throws RefusedException if the answer is one of the service's errors
   */
  ObjectNode perform(String operation, ObjectNode body) {
    return switch (operation) {
      case "StartTranscriptionJob" -> start(body);
      case "GetTranscriptionJob" -> get(body);
      case "ListTranscriptionJobs" -> list(body);
      case "DeleteTranscriptionJob" -> delete(body);
      default -> throw RefusedException.unknownOperation(operation);
    };
  }

  private ObjectNode start(ObjectNode body) {
    TranscriptionRequest request = TranscriptionRequest.parse(body);
    failOnPurpose("StartTranscriptionJob", request.name());
    return answer(transcriptions.start(request));
  }

  private ObjectNode get(ObjectNode body) {
    String name = name(body);
    failOnPurpose("GetTranscriptionJob", name);
    return answer(transcriptions.get(name));
  }

  private ObjectNode delete(ObjectNode body) {
    String name = name(body);
    failOnPurpose("DeleteTranscriptionJob", name);
    transcriptions.delete(name);
    return Json.object();
  }

  private static String name(ObjectNode body) {
    return new Fields(body)
        .required(
            "TranscriptionJobName", TranscriptionRequest.NAME, TranscriptionRequest.LONGEST_NAME);
  }

  private ObjectNode answer(TranscriptionJob job) {
    ObjectNode answer = Json.object();
    answer.set("TranscriptionJob", answers.whole(job));
    return answer;
  }

  private ObjectNode list(ObjectNode body) {
    Fields fields = new Fields(body);
    Optional<String> status = fields.text("Status");
    if (status.isPresent() && !STATUSES.contains(status.get())) {
      throw RefusedException.invalid(
          "'" + status.get() + "'", "status", "satisfy enum value set: " + STATUSES);
    }
    Optional<String> contained =
        fields.optional(
            "JobNameContains", TranscriptionRequest.NAME, TranscriptionRequest.LONGEST_NAME);
    int most = fields.optional("MaxResults", 1, 100).orElse(DEFAULT_RESULTS);
    List<TranscriptionJob> matching =
        transcriptions.list().stream()
            .filter(job -> status.map(job.state().status()::equals).orElse(true))
            .filter(job -> contained.map(job.name()::contains).orElse(true))
            .toList();
    int from =
        fields
            .optional("NextToken", TOKEN, LONGEST_TOKEN)
            .map(token -> after(token, matching))
            .orElse(0);
    List<TranscriptionJob> page = matching.subList(from, Math.min(matching.size(), from + most));
    ObjectNode answer = Json.object();
    status.ifPresent(given -> answer.put("Status", given));
    ArrayNode summaries = answer.putArray("TranscriptionJobSummaries");
    page.forEach(job -> summaries.add(answers.summary(job)));
    if (from + page.size() < matching.size()) {
      answer.put("NextToken", page.getLast().name());
    }
    return answer;
  }

  /** A token is the name of the last job of the page before. */
  private static int after(String token, List<TranscriptionJob> jobs) {
    for (int i = 0; i < jobs.size(); i++) {
      if (jobs.get(i).name().equals(token)) {
        return i + 1;
      }
    }
    throw RefusedException.badRequest(
        "The NextToken that you provided isn't valid. Check the token and try your request again.");
  }

  private void failOnPurpose(String operation, String jobName) {
    for (Fault.InternalFailure fault : options.faultsFor(jobName, Fault.InternalFailure.class)) {
      if (fault.operation().equals(operation)
          && failures.merge(new Failed(operation, jobName), 1, Integer::sum) <= fault.times()) {
        throw RefusedException.internalFailure();
      }
    }
    for (Fault.AccessDenied fault : options.faultsFor(jobName, Fault.AccessDenied.class)) {
      if (fault.operation().equals(operation)) {
        throw RefusedException.accessDenied(operation);
      }
    }
  }

  private record Failed(String operation, String jobName) {}
}
