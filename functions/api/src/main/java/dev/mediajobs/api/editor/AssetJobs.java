package dev.mediajobs.api.editor;

import dev.mediajobs.api.http.Problem;
import dev.mediajobs.api.http.Refusal;
import dev.mediajobs.api.limits.Admissions;
import dev.mediajobs.jobs.Asset;
import dev.mediajobs.jobs.AssetStore;
import dev.mediajobs.jobs.DurationHistory;
import dev.mediajobs.jobs.Job;
import dev.mediajobs.jobs.JobId;
import dev.mediajobs.jobs.JobStore;
import dev.mediajobs.jobs.Origin;
import dev.mediajobs.jobs.OwnedJobs;
import dev.mediajobs.jobs.Owner;
import dev.mediajobs.jobs.ProjectAsset;
import dev.mediajobs.jobs.Settings;
import dev.mediajobs.jobs.Submitted;
import dev.mediajobs.jobs.WakeUp;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Makes jobs of assets and finds them again: first the row, then the message, then the answer.
 * Several jobs may work on one asset at once.
 *
 * <p>Every method throws {@code SdkException} when an AWS service can't be reached or refuses.
 */
public final class AssetJobs {

  /** The most jobs of a user that are looked through. */
  static final int MOST_LISTED = 1_000;

  /** How often somebody else may change the asset between our reading and our writing. */
  private static final int MOST_TRIES = 5;

  private static final Duration PAUSE = Duration.ofSeconds(1);

  private final AssetStore assets;
  private final Admissions admissions;
  private final DurationHistory history;
  private final JobStore jobs;
  private final OwnedJobs owned;
  private final WakeUp wakeUp;
  private final Clock clock;

  /** Over these. */
  public AssetJobs(
      AssetStore assets,
      Admissions admissions,
      DurationHistory history,
      JobStore jobs,
      OwnedJobs owned,
      WakeUp wakeUp,
      Clock clock) {
    this.assets = assets;
    this.admissions = admissions;
    this.history = history;
    this.jobs = jobs;
    this.owned = owned;
    this.wakeUp = wakeUp;
    this.clock = clock;
  }

  /**
   * Accepts a job. An asset that nobody has looked into yet is let in; should it have no sound, the
   * job fails and says so.
   *
   * @param silent the message about an asset without sound
   * @throws Refusal when the user has no such asset in this project, when its file has not arrived
   *     or holds no sound, and when as many jobs of the user are active as may be
   */
  Job begin(Owner owner, ProjectAsset place, Settings settings, String silent) throws Refusal {
    JobId id = JobId.random();
    for (int tries = 0; tries < MOST_TRIES; tries++) {
      Asset asset = usable(owner, place, silent);
      List<JobId> active =
          jobs.findAll(asset.work()).stream()
              .filter(job -> !job.status().isTerminal())
              .map(Job::id)
              .toList();
      Job job =
          Job.submitted(
                  id, Origin.EDITOR, Optional.of(owner), asset.source(), settings, clock.instant())
              .expectedToLast(history.expected(settings.type(), asset.sizeBytes()));
      if (submitted(job, asset, active) == Submitted.YES) {
        wakeUp.call(job);
        return job;
      }
    }
    throw new Refusal(Problem.unavailable(PAUSE));
  }

  /**
   * The user's job.
   *
   * @throws Refusal when the user has no such job
   */
  Job find(Owner owner, JobId id) throws Refusal {
    return jobs.find(id)
        .filter(job -> job.origin() == Origin.EDITOR)
        .filter(job -> job.owner().equals(Optional.of(owner)))
        .orElseThrow(() -> new Refusal(Problem.of(404, "job_not_found", "Job not found")));
  }

  /** The user's jobs, newest first, {@link #MOST_LISTED} at most. */
  List<Job> of(Owner owner) {
    return owned.newest(Origin.EDITOR, owner, MOST_LISTED);
  }

  private Submitted submitted(Job job, Asset asset, List<JobId> active) throws Refusal {
    return admissions
        .of(job.owner().orElseThrow())
        .admit(
            slots ->
                Optional.of(jobs.submit(job.holding(slots), asset, active))
                    .filter(submitted -> submitted != Submitted.SLOT_TAKEN));
  }

  private Asset usable(Owner owner, ProjectAsset place, String silent) throws Refusal {
    Asset asset =
        assets
            .find(place.asset())
            .filter(found -> found.owner().equals(owner))
            .filter(found -> found.place().equals(place))
            .orElseThrow(
                () -> new Refusal(Problem.of(404, "asset_not_found", "Source asset not found")));
    if (asset.state() == Asset.State.UPLOADING) {
      throw new Refusal(
          Problem.of(
              409,
              "upload_incomplete",
              "The asset's file has not arrived yet. Upload it and complete the upload first."));
    }
    if (asset.isSilent()) {
      throw new Refusal(Problem.of(400, "no_audio", silent));
    }
    return asset;
  }
}
