package dev.mediajobs.api.jobs;

import dev.mediajobs.api.http.Problem;
import dev.mediajobs.api.http.Refusal;
import dev.mediajobs.jobs.Job;
import dev.mediajobs.jobs.JobId;
import dev.mediajobs.jobs.JobStatus;
import dev.mediajobs.jobs.JobStore;
import dev.mediajobs.jobs.Origin;
import dev.mediajobs.jobs.OwnedJobs;
import dev.mediajobs.jobs.Owner;
import java.util.List;
import java.util.Optional;

/**
 * The jobs of signed-in users, each open to its owner only. A job of somebody else, or of another
 * contract, is refused like one that does not exist.
 *
 * <p>Every method throws {@code SdkException} when DynamoDB can't be reached or refuses.
 */
public final class OwnJobs {

  /** How many of a user's newest jobs are looked through for those of one status. */
  public static final int MOST_LOOKED_AT = 1000;

  private final JobStore jobs;
  private final OwnedJobs owned;
  private final Origin origin;

  /**
   * Over these jobs.
   *
   * @param origin the contract whose jobs are opened
   */
  public OwnJobs(JobStore jobs, OwnedJobs owned, Origin origin) {
    this.jobs = jobs;
    this.owned = owned;
    this.origin = origin;
  }

  /**
   * The job called {@code id}.
   *
   * @param id as the client wrote it
   * @throws Refusal when this owner has no such job: always the same one
   */
  public Job open(Owner owner, String id) throws Refusal {
    return JobId.parse(id)
        .flatMap(jobs::find)
        .filter(job -> job.origin() == origin && job.owner().equals(Optional.of(owner)))
        .orElseThrow(
            () ->
                new Refusal(
                    Problem.of(404, "job_not_found", "There is no such job, or it is not yours.")));
  }

  /**
   * The owner's newest jobs, newest first.
   *
   * @param status only those of this one, among the newest {@link #MOST_LOOKED_AT}
   * @param most how many at most; at least 1
   */
  public List<Job> newest(Owner owner, Optional<JobStatus> status, int most) {
    if (status.isEmpty()) {
      return owned.newest(origin, owner, most);
    }
    return owned.newest(origin, owner, MOST_LOOKED_AT).stream()
        .filter(job -> job.status() == status.get())
        .limit(most)
        .toList();
  }
}
