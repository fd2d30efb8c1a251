package dev.mediajobs.api.editor;

import dev.mediajobs.api.http.Fields;
import dev.mediajobs.api.http.Refusal;
import dev.mediajobs.api.http.Request;
import dev.mediajobs.jobs.ProjectAsset;
import java.util.Optional;

/** The body of a request for a job. */
final class JobForm {

  private JobForm() {}

  /**
   * Which asset it names.
   *
   * @throws Refusal when a name is missing or no UUID
   */
  static ProjectAsset read(Request request) throws Refusal {
    Fields fields = Fields.of(request);
    Optional<String> asset = fields.read(json -> json.string("assetId"), Optional.empty());
    Optional<String> project = fields.read(json -> json.string("projectId"), Optional.empty());
    fields.check();
    if (asset.filter(text -> !text.isBlank()).isEmpty()
        || project.filter(text -> !text.isBlank()).isEmpty()) {
      throw Ids.refused("Asset ID and Project ID are required");
    }
    return new ProjectAsset(
        project
            .flatMap(Ids::parse)
            .orElseThrow(() -> Ids.refused("projectId must be a valid UUID.")),
        asset.flatMap(Ids::parse).orElseThrow(() -> Ids.refused("assetId must be a valid UUID.")));
  }
}
