package dev.mediajobs.local.model;

import dev.mediajobs.worker.subtitling.TranscriptionName;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import software.amazon.awssdk.services.transcribe.TranscribeClient;
import software.amazon.awssdk.services.transcribe.model.ConflictException;
import software.amazon.awssdk.services.transcribe.model.GetTranscriptionJobRequest;
import software.amazon.awssdk.services.transcribe.model.GetTranscriptionJobResponse;
import software.amazon.awssdk.services.transcribe.model.NotFoundException;
import software.amazon.awssdk.services.transcribe.model.StartTranscriptionJobRequest;
import software.amazon.awssdk.services.transcribe.model.StartTranscriptionJobResponse;
import software.amazon.awssdk.services.transcribe.model.TranscriptionJob;
import software.amazon.awssdk.services.transcribe.model.TranscriptionJobStatus;

/** Amazon Transcribe: each start under a new name is paid for. */
final class SimulatedTranscribe {

  static final String PREFIX = "model-";

  private static final String TRANSCRIPT =
      """
      {"results": {"language_code": "en-US", "items": [{"type": "pronunciation",
      "start_time": "0.1", "end_time": "0.9",
      "alternatives": [{"content": "Hello", "confidence": "0.9"}]}]}}
      """;

  private final Map<String, Transcription> bought = new LinkedHashMap<>();
  private final SimulatedQueue queue;
  private final SimulatedBucket bucket;
  private final Predicate<String> announced;
  private final Violations violations;

  /**
   * With its surroundings.
   *
   * @param announced whether a row has awaited the transcription of this name
   */
  SimulatedTranscribe(
      SimulatedQueue queue,
      SimulatedBucket bucket,
      Predicate<String> announced,
      Violations violations) {
    this.queue = queue;
    this.bucket = bucket;
    this.announced = announced;
    this.violations = violations;
  }

  /**
   * What was bought.
   *
   * @param outputKey where the transcript is to be put
   * @param status how far it is
   * @param reason why it failed
   */
  private record Transcription(
      String outputKey, TranscriptionJobStatus status, Optional<String> reason) {}

  List<String> working() {
    return bought.entrySet().stream()
        .filter(entry -> entry.getValue().status() == TranscriptionJobStatus.IN_PROGRESS)
        .map(Map.Entry::getKey)
        .toList();
  }

  TranscriptionJobStatus statusOf(String name) {
    return transcription(name).status();
  }

  void complete(String name, boolean tells) {
    bucket.put(transcription(name).outputKey(), TRANSCRIPT.getBytes(StandardCharsets.UTF_8));
    end(name, TranscriptionJobStatus.COMPLETED, Optional.empty(), tells);
  }

  void fail(String name, String reason, boolean tells) {
    end(name, TranscriptionJobStatus.FAILED, Optional.of(reason), tells);
  }

  /** Transcribe as one actor reaches it. */
  TranscribeClient of(Actor actor) {
    return new TranscribeClient() {
      @Override
      public StartTranscriptionJobResponse startTranscriptionJob(
          StartTranscriptionJobRequest request) {
        return actor.call("start transcription", () -> start(request));
      }

      @Override
      public GetTranscriptionJobResponse getTranscriptionJob(GetTranscriptionJobRequest request) {
        return actor.call("ask transcription", () -> state(request.transcriptionJobName()));
      }

      @Override
      public String serviceName() {
        return SERVICE_NAME;
      }

      @Override
      public void close() {
        // There is nothing to close.
      }
    };
  }

  private StartTranscriptionJobResponse start(StartTranscriptionJobRequest request) {
    String name = request.transcriptionJobName();
    if (bought.containsKey(name)) {
      throw ConflictException.builder().message("exists").statusCode(400).build();
    }
    violations.check(announced.test(name), 4, "no row awaited " + name + " when it was started");
    checkNecessity(name);
    bought.put(
        name,
        new Transcription(
            request.outputKey(), TranscriptionJobStatus.IN_PROGRESS, Optional.empty()));
    return StartTranscriptionJobResponse.builder().build();
  }

  /** Invariant 4: only what Transcribe itself has given up is bought again. */
  private void checkNecessity(String text) {
    Optional<TranscriptionName> name = TranscriptionName.parse(PREFIX, text);
    if (name.isEmpty()) {
      violations.add(4, "a transcription is called " + text);
      return;
    }
    for (Map.Entry<String, Transcription> earlier : bought.entrySet()) {
      boolean ofSameJob =
          TranscriptionName.parse(PREFIX, earlier.getKey())
              .map(TranscriptionName::job)
              .equals(name.map(TranscriptionName::job));
      if (ofSameJob && earlier.getValue().status() != TranscriptionJobStatus.FAILED) {
        violations.add(4, text + " was bought although there is " + earlier);
      }
    }
    int generation = name.get().generation();
    String before =
        new TranscriptionName(PREFIX, name.get().job(), Math.max(1, generation - 1)).toString();
    if (generation > 1 && !bought.containsKey(before)) {
      violations.add(4, text + " was bought before " + before);
    }
  }

  private GetTranscriptionJobResponse state(String name) {
    if (!bought.containsKey(name)) {
      throw NotFoundException.builder().message("no such job").statusCode(400).build();
    }
    Transcription found = transcription(name);
    TranscriptionJob.Builder job =
        TranscriptionJob.builder()
            .transcriptionJobName(name)
            .transcriptionJobStatus(found.status());
    found.reason().ifPresent(job::failureReason);
    return GetTranscriptionJobResponse.builder().transcriptionJob(job.build()).build();
  }

  private void end(
      String name, TranscriptionJobStatus status, Optional<String> reason, boolean tells) {
    bought.put(name, new Transcription(transcription(name).outputKey(), status, reason));
    if (tells) {
      queue.add(
          """
          {"source": "aws.transcribe", "detail": {"TranscriptionJobName": "%s"}}"""
              .formatted(name),
          Duration.ZERO);
    }
  }

  private Transcription transcription(String name) {
    return Optional.ofNullable(bought.get(name)).orElseThrow();
  }
}
