package dev.mediajobs.api.jobs;

import dev.mediajobs.api.http.IdempotencyKey;
import dev.mediajobs.api.http.Problem;
import dev.mediajobs.api.http.Refusal;
import dev.mediajobs.api.limits.Admission;
import dev.mediajobs.api.limits.Admissions;
import dev.mediajobs.jobs.DurationHistory;
import dev.mediajobs.jobs.IdempotencyRecord;
import dev.mediajobs.jobs.Job;
import dev.mediajobs.jobs.JobId;
import dev.mediajobs.jobs.JobStore;
import dev.mediajobs.jobs.MediaStore;
import dev.mediajobs.jobs.Origin;
import dev.mediajobs.jobs.Owner;
import dev.mediajobs.jobs.ScriptKeys;
import dev.mediajobs.jobs.Source;
import dev.mediajobs.jobs.SpeechSettings;
import dev.mediajobs.jobs.Submitted;
import dev.mediajobs.jobs.WakeUp;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;

/**
 * Makes speech jobs of scripts: first the script, then the row, then the message, then the answer.
 */
public final class ScriptSubmission {

  private static final String CONTENT_TYPE = "application/json";

  /** What the results are called, with other endings. */
  private static final String FILENAME = "speech.json";

  private static final Duration PAUSE = Duration.ofSeconds(1);

  private final Admissions admissions;
  private final MediaStore media;
  private final DurationHistory history;
  private final JobStore jobs;
  private final RememberedAnswers answers;
  private final WakeUp wakeUp;
  private final Clock clock;

  /** Over these. */
  public ScriptSubmission(
      Admissions admissions,
      MediaStore media,
      DurationHistory history,
      JobStore jobs,
      WakeUp wakeUp,
      Clock clock) {
    this.admissions = admissions;
    this.media = media;
    this.history = history;
    this.jobs = jobs;
    this.answers = new RememberedAnswers(jobs);
    this.wakeUp = wakeUp;
    this.clock = clock;
  }

  /**
   * Accepts a job. When this returns, its script and its row exist; should the message that wakes a
   * worker have been lost, the row's lease will tell.
   *
   * @param script as its owner sent it, checked by the rules for its type of job
   * @param key makes the same request of the same owner, sent again within a day, get the same
   *     answer again, whatever has become of the job or of the limits
   * @throws Refusal when as many jobs of the owner are active as may be; also when the key was used
   *     for another request
   * @throws software.amazon.awssdk.core.exception.SdkException when an AWS service can't be reached
   *     or refuses
   */
  public Acceptance accept(
      Owner owner, SpeechSettings settings, String script, Optional<IdempotencyKey> key)
      throws Refusal {
    Optional<Acceptance> earlier = answered(owner, key);
    if (earlier.isPresent()) {
      return earlier.get();
    }
    Admission admission = admissions.of(owner);
    try {
      // Before the script is written for nothing.
      admission.refuseWhileFull();
      Job job = job(owner, settings, script);
      Submitted submitted = submitted(job, admission, key);
      if (submitted == Submitted.YES) {
        wakeUp.call(job);
        return Acceptance.of(job);
      }
      media.delete(job.source().key());
    } catch (Refusal refusal) {
      // What was in the way may be the same request, sent twice at once, that was faster.
      return answered(owner, key).orElseThrow(() -> refusal);
    }
    return answered(owner, key).orElseThrow(() -> new Refusal(Problem.unavailable(PAUSE)));
  }

  private Job job(Owner owner, SpeechSettings settings, String script) {
    byte[] bytes = script.getBytes(StandardCharsets.UTF_8);
    String key = ScriptKeys.random();
    media.write(key, CONTENT_TYPE, bytes);
    Source source = new Source(key, FILENAME, bytes.length, Optional.empty());
    return Job.submitted(
            JobId.random(), Origin.SPEECH, Optional.of(owner), source, settings, clock.instant())
        .expectedToLast(history.expected(settings.type(), bytes.length));
  }

  private Submitted submitted(Job job, Admission admission, Optional<IdempotencyKey> key)
      throws Refusal {
    Optional<IdempotencyRecord> answer =
        key.map(
            sent -> answers.of(scope(job.owner().orElseThrow()), sent, job, Acceptance.of(job)));
    try {
      return admission.admit(
          slots ->
              Optional.of(jobs.submit(job.holding(slots), Optional.empty(), answer))
                  .filter(submitted -> submitted != Submitted.SLOT_TAKEN));
    } catch (Refusal full) {
      media.delete(job.source().key());
      throw full;
    }
  }

  private Optional<Acceptance> answered(Owner owner, Optional<IdempotencyKey> key) throws Refusal {
    return key.isEmpty() ? Optional.empty() : answers.find(scope(owner), key.get());
  }

  private static String scope(Owner owner) {
    return RememberedAnswers.of(Origin.SPEECH, owner);
  }
}
