package dev.mediajobs.worker.subtitling;

import dev.mediajobs.jobs.JobId;
import java.util.Optional;

/**
 * The name of a transcription at Amazon Transcribe: the stack's prefix, the job, and how many times
 * Transcribe was asked. It keeps to {@code [0-9a-zA-Z._-]{1,200}}.
 *
 * @param prefix what all names of this stack begin with, and those of no other
 * @param job whose sound is transcribed
 * @param generation 1 for the first transcription of the job; one more after each that Transcribe
 *     gave up
 */
public record TranscriptionName(String prefix, JobId job, int generation) {

  /** The name of the fact that holds it in a checkpoint. */
  public static final String FACT = "transcription";

  /** The name that {@code text} is, if it is one of the stack with this prefix. */
  public static Optional<TranscriptionName> parse(String prefix, String text) {
    if (!text.startsWith(prefix)) {
      return Optional.empty();
    }
    String rest = text.substring(prefix.length());
    int dot = rest.indexOf('.');
    if (dot < 0 || !rest.substring(dot + 1).matches("[1-9][0-9]{0,8}")) {
      return Optional.empty();
    }
    int generation = Integer.parseInt(rest.substring(dot + 1));
    return JobId.parse(rest.substring(0, dot))
        .map(job -> new TranscriptionName(prefix, job, generation));
  }

  @Override
  public String toString() {
    return prefix + job + "." + generation;
  }
}
