package dev.mediajobs.api.speech;

import dev.mediajobs.api.jobs.Results;
import dev.mediajobs.jobs.Job;
import dev.mediajobs.jobs.ResultFile;
import dev.mediajobs.jobs.SpeechResult;
import java.net.URI;
import java.util.Optional;

/**
 * The files of one speech job: its script and what was made of it. A document that is too large to
 * be part of an answer has an address instead; addresses are secrets.
 *
 * <p>Every method throws {@code SdkException} when S3 can't be reached or refuses.
 */
final class SpeechFiles {

  private static final String JSON = "json";
  private static final String JSON_TYPE = "application/json";

  private final Job job;
  private final Results results;
  private final Optional<SpeechResult> result;
  private final Optional<String> input;
  private final Optional<String> timings;

  private SpeechFiles(Job job, Results results) {
    this.job = job;
    this.results = results;
    this.result = job.result(SpeechResult.class);
    this.input = results.inline(job.source().key(), job.source().sizeBytes());
    this.timings =
        result.flatMap(made -> results.inline(made.key(made.timings()), made.timings().bytes()));
  }

  /** Reads the documents that are small enough. */
  static SpeechFiles of(Job job, Results results) {
    return new SpeechFiles(job, results);
  }

  /** The ending of a file's name, without the dot. */
  static String ending(ResultFile file) {
    return file.name().substring(file.name().lastIndexOf('.') + 1);
  }

  /** What was asked for, as it was sent. */
  Optional<String> input() {
    return input;
  }

  /** From where to read it when it is too large. */
  Optional<String> inputAddress() {
    return input.isPresent()
        ? Optional.empty()
        : Optional.of(results.address(job, job.source().key(), JSON, JSON_TYPE).toString());
  }

  /** When each turn is heard. */
  Optional<String> timings() {
    return timings;
  }

  /** From where to read it when it is too large. */
  Optional<String> timingsAddress() {
    return result
        .filter(_ -> timings.isEmpty())
        .map(made -> address(job, made, made.timings(), results).toString());
  }

  /** From where a page plays the sound. */
  Optional<String> audioAddress() {
    return result.map(made -> address(job, made, made.audio(), results).toString());
  }

  /** From where to load one of the files of a result. */
  static URI address(Job job, SpeechResult result, ResultFile file, Results results) {
    return results.address(job, result.key(file), ending(file), file.contentType());
  }
}
