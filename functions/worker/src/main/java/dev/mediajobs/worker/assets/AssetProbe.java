package dev.mediajobs.worker.assets;

import dev.mediajobs.jobs.Asset;
import dev.mediajobs.jobs.AssetFacts;
import dev.mediajobs.jobs.AssetStore;
import dev.mediajobs.jobs.MediaStore;
import dev.mediajobs.worker.engine.Deadline;
import dev.mediajobs.worker.media.Ffmpeg;
import dev.mediajobs.worker.media.MediaException;
import dev.mediajobs.worker.media.MediaInfo;
import dev.mediajobs.worker.media.MediaProbe;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Finds out whether assets are recordings, whether they have sound and how long they are. Nothing
 * waits for it: as long as nobody has looked, jobs are let in and look for themselves.
 */
public final class AssetProbe {

  private static final Logger LOG = LoggerFactory.getLogger(AssetProbe.class);

  private static final Duration LONGEST = Duration.ofMinutes(2);

  private final AssetStore assets;
  private final MediaStore media;
  private final MediaProbe probe;

  private AssetProbe(AssetStore assets, MediaStore media, MediaProbe probe) {
    this.assets = assets;
    this.media = media;
    this.probe = probe;
  }

  /** Over these. */
  public static AssetProbe of(Ffmpeg ffmpeg, AssetStore assets, MediaStore media) {
    return new AssetProbe(assets, media, MediaProbe.with(ffmpeg));
  }

  /**
   * Looks into the asset. Nothing happens when it is gone or somebody has looked already.
   *
   * @throws IllegalStateException when it could not be read this time
   * @throws software.amazon.awssdk.core.exception.SdkException when its row can't be read or
   *     written
   */
  public void look(UUID id, Deadline deadline) {
    Optional<Asset> found =
        assets
            .find(id)
            .filter(asset -> asset.state() == Asset.State.READY)
            .filter(asset -> asset.facts().isEmpty());
    if (found.isEmpty()) {
      LOG.info("asset {} is gone, or looked into", id);
      return;
    }
    try {
      MediaInfo info =
          probe.inspect(media.addressOf(found.get().key(), LONGEST), deadline.atMost(LONGEST));
      assets.keep(id, new AssetFacts(info.audio().isPresent(), info.duration()));
    } catch (MediaException e) {
      unreadable(id, e);
    } catch (IOException e) {
      throw new IllegalStateException("the probe could not be started", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while an asset was looked into", e);
    }
  }

  private void unreadable(UUID id, MediaException e) {
    switch (e.kind()) {
      case NOT_MEDIA, DAMAGED -> {
        LOG.info("asset {} can't be read", id, e);
        assets.refuse(id);
      }
      case NO_AUDIO -> assets.keep(id, new AssetFacts(false, Optional.empty()));
      case GONE -> LOG.info("the file of asset {} is gone", id);
      case TOO_LONG, UNREACHABLE, TIMED_OUT ->
          throw new IllegalStateException("the file of asset " + id + " could not be read", e);
    }
  }
}
