package dev.mediajobs.api.jobs;

import dev.mediajobs.api.http.IdempotencyKey;
import dev.mediajobs.api.http.Problem;
import dev.mediajobs.api.http.Refusal;
import dev.mediajobs.jobs.IdempotencyRecord;
import dev.mediajobs.jobs.Job;
import dev.mediajobs.jobs.JobStore;
import dev.mediajobs.jobs.Origin;
import dev.mediajobs.jobs.Owner;
import java.util.Optional;

/**
 * What was answered to submissions with an idempotency key. Keys of different scopes have nothing
 * to do with each other: a signed-in user is one, and for everybody else an upload is, for whoever
 * knows its id is its owner.
 */
final class RememberedAnswers {

  private final JobStore jobs;

  RememberedAnswers(JobStore jobs) {
    this.jobs = jobs;
  }

  /**
   * What was answered to the same request.
   *
   * @throws Refusal when the key was used for another one
   */
  Optional<Acceptance> find(String scope, IdempotencyKey key) throws Refusal {
    Optional<IdempotencyRecord> earlier = jobs.answered(scope, key.value());
    if (earlier.isPresent() && !earlier.get().fingerprint().equals(key.fingerprint())) {
      throw new Refusal(
          Problem.of(
              422,
              "idempotency_key_reused",
              "This Idempotency-Key was sent with another body before. Use a new key for a new"
                  + " request."));
    }
    return earlier.map(answered -> Acceptance.of(answered.answer()));
  }

  /** What is to be remembered when {@code job} is accepted. */
  IdempotencyRecord of(String scope, IdempotencyKey key, Job job, Acceptance answer) {
    return new IdempotencyRecord(
        scope, key.value(), key.fingerprint(), answer.text(), job.times().created());
  }

  /** The scope of those who submit this upload. */
  static String ofUpload(String uploadId) {
    return "upload " + uploadId;
  }

  /** The scope of a signed-in user in one contract. */
  static String of(Origin origin, Owner owner) {
    return "%s of %s".formatted(origin.text(), owner.subject());
  }
}
