package dev.mediajobs.local.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mediajobs.jobs.Failure;
import dev.mediajobs.jobs.Format;
import dev.mediajobs.jobs.Job;
import dev.mediajobs.jobs.JobId;
import dev.mediajobs.jobs.MediaStore;
import dev.mediajobs.jobs.SubtitleResult;
import dev.mediajobs.jobs.Times;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What a worker does to a job. */
record Work(ApiOnStack api) {

  static final String SRT = "1\n00:00:00,000 --> 00:00:01,000\nHello – 世界\n";
  static final String VTT = "WEBVTT\n";
  private static final String JSON =
      """
      {"language":"en-US","duration_seconds":1.000,"no_speech":false,"speakers":[],
       "segments":[{"id":1,"start":0.000,"end":1.000,"text":"Hello","lines":["Hello"],"speaker":null,
        "words":[{"start":0.000,"end":1.000,"text":"Hello","confidence":0.9,"speaker":null}]}]}
      """;

  /** The row of the job that an answer names. */
  Job job(Reply named) throws Exception {
    return api.jobs().find(JobId.parse(named.text("job_id")).orElseThrow()).orElseThrow();
  }

  /** Begins the job. */
  Job claim(Job job) {
    Job claimed = job.claimed("worker", Instant.now());
    assertThat(api.jobs().move(job, claimed)).isTrue();
    return claimed;
  }

  /** Begins the job and can't do it. */
  Job fail(Job job) {
    Job claimed = claim(job);
    Job failed = claimed.failed(new Failure("no_audio", "No sound."), Instant.now());
    assertThat(api.jobs().move(claimed, failed)).isTrue();
    return failed;
  }

  /** Begins the job and ends it, with files that claim {@code more} bytes than they have. */
  Job complete(Job job, long more) {
    Job claimed = claim(job);
    String prefix = MediaStore.prefixOf(claimed);
    Map<Format, String> files = Map.of(Format.SRT, SRT, Format.VTT, VTT, Format.JSON, JSON);
    SubtitleResult result =
        new SubtitleResult(
            prefix,
            Map.of(Format.SRT, bytes(SRT), Format.VTT, bytes(VTT), Format.JSON, bytes(JSON) + more),
            Optional.of("en-US"),
            Duration.ofSeconds(1),
            1,
            1,
            1,
            List.of());
    files.forEach(
        (format, text) ->
            api.media()
                .write(
                    result.key(format),
                    format.contentType(),
                    text.getBytes(StandardCharsets.UTF_8)));
    Job completed = claimed.completed(result, Instant.now());
    assertThat(api.jobs().move(claimed, completed)).isTrue();
    return completed;
  }

  private static long bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8).length;
  }

  /** The job as it is a moment after its retention is over. */
  static Job expired(Job job) {
    Times times = job.times();
    return new Job(
        job.id(),
        job.type(),
        job.origin(),
        job.owner(),
        job.source(),
        job.settings(),
        job.requestId(),
        job.tokens(),
        new Times(
            times.created(),
            times.started(),
            times.awaitingSince(),
            times.completed(),
            Instant.now().minusMillis(1),
            times.expected()),
        job.status(),
        job.hold(),
        job.slots(),
        job.tries(),
        job.checkpoint(),
        job.progress(),
        job.ending());
  }
}
