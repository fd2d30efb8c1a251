package dev.mediajobs.api.editor;

import dev.mediajobs.api.http.Answer;
import dev.mediajobs.api.http.Contract;
import dev.mediajobs.api.http.Endpoint;
import dev.mediajobs.api.http.Fields;
import dev.mediajobs.api.http.Problem;
import dev.mediajobs.api.http.Refusal;
import dev.mediajobs.api.http.Request;
import dev.mediajobs.api.uploads.ClaimedPart;
import dev.mediajobs.api.uploads.NewUpload;
import dev.mediajobs.jobs.Asset;
import dev.mediajobs.jobs.Owner;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** The routes under {@code /api/projects} and {@code /api/assets}. */
public final class AssetsContract implements Contract {

  private final Users users;
  private final Assets assets;

  /** Over these assets. */
  public AssetsContract(Users users, Assets assets) {
    this.users = users;
    this.assets = assets;
  }

  @Override
  public Map<String, Endpoint> endpoints() {
    return Map.of(
        "POST /api/projects/{projectId}/assets", this::announce,
        "GET /api/projects/{projectId}/assets", this::list,
        "GET /api/assets/{assetId}", this::find,
        "POST /api/assets/{assetId}/complete", this::complete,
        "DELETE /api/assets/{assetId}", this::delete);
  }

  @Override
  public Answer spell(Problem problem) {
    return Envelope.of(problem);
  }

  private Answer announce(Request request) throws Refusal {
    Owner owner = users.of(request);
    UUID project = Ids.inPath(request, "projectId");
    NewUpload file = NewUpload.ofCamelCase(Fields.of(request));
    AssetView announced = assets.announce(owner, project, file);
    return Envelope.of(201, json -> AssetJson.writeField(announced, json))
        .with("location", "/api/assets/" + announced.asset().id());
  }

  private Answer list(Request request) throws Refusal {
    Owner owner = users.of(request);
    List<Asset> found = assets.inProject(owner, Ids.inPath(request, "projectId"));
    return Envelope.of(200, json -> AssetJson.writeField(found, json));
  }

  private Answer find(Request request) throws Refusal {
    Owner owner = users.of(request);
    AssetView found = assets.find(owner, Ids.inPath(request, "assetId"));
    return Envelope.of(200, json -> AssetJson.writeField(found, json));
  }

  private Answer complete(Request request) throws Refusal {
    Owner owner = users.of(request);
    UUID id = Ids.inPath(request, "assetId");
    Fields fields = Fields.ofOptional(request);
    List<ClaimedPart> claimed = fields.read(ClaimedPart::listOf, List.of());
    fields.check();
    Asset asset = assets.complete(owner, id, claimed);
    return Envelope.of(200, json -> AssetJson.writeField(asset, json));
  }

  private Answer delete(Request request) throws Refusal {
    Owner owner = users.of(request);
    assets.delete(owner, Ids.inPath(request, "assetId"));
    return Envelope.done();
  }
}
