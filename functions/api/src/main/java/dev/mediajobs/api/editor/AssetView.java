package dev.mediajobs.api.editor;

import dev.mediajobs.api.uploads.UploadState;
import dev.mediajobs.jobs.Asset;
import java.net.URI;
import java.time.Duration;

/** An asset as its owner sees it. The addresses in it are secrets. */
sealed interface AssetView {

  /** The asset. */
  Asset asset();

  /**
   * Its file has not arrived.
   *
   * @param asset the asset
   * @param upload how to upload it
   */
  record Uploading(Asset asset, UploadState upload) implements AssetView {}

  /**
   * Its file is there.
   *
   * @param asset the asset
   * @param address where to download it
   * @param validity how long the address is good for
   */
  record Stored(Asset asset, URI address, Duration validity) implements AssetView {}
}
