package dev.mediajobs.api.editor;

import dev.mediajobs.api.http.Problem;
import dev.mediajobs.api.http.Refusal;
import dev.mediajobs.api.uploads.ClaimedPart;
import dev.mediajobs.api.uploads.NewUpload;
import dev.mediajobs.api.uploads.Transfers;
import dev.mediajobs.api.uploads.UploadState;
import dev.mediajobs.jobs.Asset;
import dev.mediajobs.jobs.AssetStore;
import dev.mediajobs.jobs.JobQueue;
import dev.mediajobs.jobs.JobStore;
import dev.mediajobs.jobs.MediaStore;
import dev.mediajobs.jobs.Owner;
import dev.mediajobs.jobs.ProjectAsset;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.core.exception.SdkException;

/**
 * What users keep in their projects. A project is a name that its user's client has chosen: it
 * exists for a user as far as the user has assets in it, and two users who choose the same name
 * have nothing to do with each other.
 *
 * <p>Every method throws {@code SdkException} when an AWS service can't be reached or refuses.
 */
public final class Assets {

  /** The most assets of a project that are shown. */
  static final int MOST_SHOWN = 1_000;

  private static final Logger LOG = LoggerFactory.getLogger(Assets.class);

  /** How often jobs may be made of an asset between our reading and our deleting. */
  private static final int MOST_TRIES = 3;

  private final AssetStore store;
  private final Transfers transfers;
  private final MediaStore media;
  private final JobStore jobs;
  private final JobQueue queue;
  private final Duration addressValidity;
  private final Clock clock;

  /**
   * Over these.
   *
   * @param addressValidity how long a download address is good for
   */
  public Assets(
      AssetStore store,
      Transfers transfers,
      MediaStore media,
      JobStore jobs,
      JobQueue queue,
      Duration addressValidity,
      Clock clock) {
    this.store = store;
    this.transfers = transfers;
    this.media = media;
    this.jobs = jobs;
    this.queue = queue;
    this.addressValidity = addressValidity;
    this.clock = clock;
  }

  /**
   * Announces an asset and gives leave to upload it.
   *
   * @throws Refusal when the file is empty or too large
   */
  AssetView announce(Owner owner, UUID project, NewUpload file) throws Refusal {
    UUID id = UUID.randomUUID();
    Asset asset =
        Asset.announced(
            new ProjectAsset(project, id),
            owner,
            file.filename(),
            file.sizeBytes(),
            file.contentType(),
            transfers.begin(Asset.uploadKey(id), file),
            clock.instant());
    store.create(asset);
    return new AssetView.Uploading(asset, transfers.opened(asset));
  }

  /**
   * Finds the asset's file arrived, and has a worker look into it. Doing so again changes nothing;
   * a worker that has not looked yet is asked again.
   *
   * @param claimed the parts that the client has uploaded; none for a single PUT
   * @throws Refusal when there is no such asset, and when the file has not arrived whole
   */
  Asset complete(Owner owner, UUID id, List<ClaimedPart> claimed) throws Refusal {
    Asset asset = owned(owner, id);
    if (asset.state() == Asset.State.UPLOADING) {
      Optional<UploadState.Complete> whole = transfers.complete(asset, claimed);
      if (whole.isEmpty() || !store.arrive(id)) {
        throw notFound();
      }
      asset = owned(owner, id);
    }
    if (asset.state() == Asset.State.READY && asset.facts().isEmpty()) {
      call(asset);
    }
    return asset;
  }

  /**
   * The asset, with an address to upload or to download it.
   *
   * @throws Refusal when there is no such asset
   */
  AssetView find(Owner owner, UUID id) throws Refusal {
    Asset asset = owned(owner, id);
    return asset.state() == Asset.State.UPLOADING
        ? new AssetView.Uploading(asset, transfers.find(asset).orElseThrow(Assets::notFound))
        : new AssetView.Stored(asset, address(asset), addressValidity);
  }

  /** The assets of a project, newest first, {@link #MOST_SHOWN} at most. */
  List<Asset> inProject(Owner owner, UUID project) {
    return store.newest(owner, project, MOST_SHOWN);
  }

  /**
   * Deletes the asset and its objects.
   *
   * @throws Refusal when there is no such asset, and while a job works on it
   */
  void delete(Owner owner, UUID id) throws Refusal {
    for (int tries = 0; tries < MOST_TRIES; tries++) {
      Asset asset = owned(owner, id);
      if (jobs.findAll(asset.work()).stream().anyMatch(job -> !job.status().isTerminal())) {
        throw inUse();
      }
      if (store.delete(asset)) {
        deleteObjects(asset);
        return;
      }
    }
    throw inUse();
  }

  private Asset owned(Owner owner, UUID id) throws Refusal {
    return store
        .find(id)
        .filter(asset -> asset.owner().equals(owner))
        .orElseThrow(Assets::notFound);
  }

  private URI address(Asset asset) {
    return media.addressOf(asset.key(), addressValidity);
  }

  /** What is not deleted now is deleted with the row, when it goes. */
  private void deleteObjects(Asset asset) {
    try {
      asset.multipart().ifPresent(parts -> media.abortUpload(asset.key(), parts.s3Id()));
      media.deleteAllUnder(Asset.prefixOf(asset.place().asset()));
    } catch (SdkException e) {
      LOG.warn("the objects of asset {} stay for a while", asset.id(), e);
    }
  }

  /**
   * A lost message delays what is learnt of the asset and loses nothing: jobs look for themselves.
   */
  private void call(Asset asset) {
    try {
      queue.sendArrived(asset.place().asset());
    } catch (SdkException e) {
      LOG.error("asset {} has arrived, but no worker could be woken", asset.id(), e);
    }
  }

  private static Refusal notFound() {
    return new Refusal(Problem.of(404, "asset_not_found", "Asset not found"));
  }

  private static Refusal inUse() {
    return new Refusal(
        Problem.of(
            409,
            "asset_in_use",
            "A job is working on this asset. It can be deleted when the job has ended."));
  }
}
