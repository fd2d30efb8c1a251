package dev.mediajobs.api.editor;

import dev.mediajobs.api.http.Fields;
import dev.mediajobs.api.http.Refusal;
import dev.mediajobs.api.http.Request;
import dev.mediajobs.jobs.NoiseRemovalSettings;
import dev.mediajobs.jobs.ProjectAsset;
import dev.mediajobs.jobs.Settings;
import dev.mediajobs.jobs.SubtitleSettings;
import java.util.Optional;
import java.util.function.Function;

/**
 * The body of a request for a job.
 *
 * @param place which asset it names
 * @param settings what is wished for, beyond the document
 */
record JobForm(ProjectAsset place, Settings settings) {

  /**
   * For noise removal, optionally with {@code video}.
   *
   * @throws Refusal when a name is missing or no UUID, or a wish is no truth value
   */
  static JobForm ofNoiseRemoval(Request request) throws Refusal {
    return read(request, "video", NoiseRemovalSettings::new);
  }

  /**
   * For subtitles, optionally with {@code denoise}.
   *
   * @throws Refusal when a name is missing or no UUID, or a wish is no truth value
   */
  static JobForm ofSubtitles(Request request) throws Refusal {
    return read(
        request,
        "denoise",
        denoise -> denoise ? SubtitleSettings.DEFAULT.denoised() : SubtitleSettings.DEFAULT);
  }

  private static JobForm read(Request request, String wish, Function<Boolean, Settings> settings)
      throws Refusal {
    Fields fields = Fields.ofOptional(request);
    Optional<String> asset = fields.read(json -> json.string("assetId"), Optional.empty());
    Optional<String> project = fields.read(json -> json.string("projectId"), Optional.empty());
    boolean wished = fields.read(json -> json.bool(wish).orElse(false), false);
    fields.check();
    if (asset.filter(text -> !text.isBlank()).isEmpty()
        || project.filter(text -> !text.isBlank()).isEmpty()) {
      throw Ids.refused("Asset ID and Project ID are required");
    }
    ProjectAsset place =
        new ProjectAsset(
            project
                .flatMap(Ids::parse)
                .orElseThrow(() -> Ids.refused("projectId must be a valid UUID.")),
            asset
                .flatMap(Ids::parse)
                .orElseThrow(() -> Ids.refused("assetId must be a valid UUID.")));
    return new JobForm(place, settings.apply(wished));
  }
}
