package dev.mediajobs.local.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.mediajobs.local.cli.CleanUp.Owned;
import dev.mediajobs.local.cli.client.ApiException;
import dev.mediajobs.local.cli.client.EditorApi;
import dev.mediajobs.local.cli.client.Failures;
import dev.mediajobs.local.cli.client.Job;
import dev.mediajobs.local.cli.client.SourceFile;
import dev.mediajobs.local.cli.client.SubmittedJob;
import dev.mediajobs.local.cli.client.Upload;
import dev.mediajobs.local.cli.progress.ProgressDisplay;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code mediajobs clean}: a recording without its noise. */
@Command(
    name = "clean",
    description = {
      "Take the noise out of a recording, and write what is left to a file.",
      "Without --endpoint a local stack is started for this one job."
    })
@SuppressWarnings("NullAway.Init")
final class CleanCommand implements Callable<Integer> {
  private static final String AUDIO = "resultAssetId";
  private static final String VIDEO = "resultVideoAssetId";

  private final Surroundings surroundings;

  @Parameters(paramLabel = "FILE", description = "A video or audio file of up to 5 GB.")
  private Path file;

  @Option(
      names = "--project",
      paramLabel = "UUID",
      description =
          "The project that the recording and the result are kept in as assets (default: they are"
              + " deleted again at the API).")
  private Optional<UUID> project = Optional.empty();

  @Option(
      names = {"--out", "--output"},
      paramLabel = "FILE",
      description =
          "File for the sound; one that exists is replaced (default: FILE's name with -clean and the"
              + " result's ending, in the current folder).")
  private Optional<Path> out = Optional.empty();

  @Option(
      names = "--video",
      description = "Write the picture with the cleaned sound too, beside the sound.")
  private boolean video;

  @Mixin private EndpointOption endpoint;
  @Mixin private IdentityOptions identity;
  @Mixin private TimeoutOption timeout;
  @Mixin private IsolationOption isolation;
  @Mixin private OutputOptions output;

  CleanCommand(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  /** What was written, and the job that made it. */
  private record Cleaned(Job job, Map<String, Path> files) {}

  @Override
  public Integer call() throws InterruptedException {
    Optional<URI> api = endpoint.find(surroundings.environment());
    SourceFile recording = InputFile.checked(file);
    out.ifPresent(target -> WholeFiles.check(target, file));
    Output talk = output.in(surroundings);
    Cleaned cleaned;
    try (Owned<ProgressDisplay> display = surroundings.cleanUp().own(talk.progress())) {
      cleaned =
          new OwnStack(surroundings, talk, isolation.given())
              .at(api, display.get(), at -> cleaned(at, recording, display.get(), talk));
    }
    tell(cleaned, talk);
    return ExitCode.OK.code();
  }

  private Cleaned cleaned(URI at, SourceFile recording, ProgressDisplay display, Output talk)
      throws InterruptedException {
    EditorApi api =
        new EditorApi(
            at,
            identity.at(at, surroundings),
            surroundings.http(),
            surroundings.pauses(),
            surroundings.clock());
    String place = project.orElseGet(UUID::randomUUID).toString();
    List<String> assets = new ArrayList<>();
    try {
      String source = uploaded(api, place, recording, display);
      assets.add(source);
      SubmittedJob submitted = api.removeNoise(place, source, video);
      Job job = new Following(api, surroundings).completed(submitted, timeout.limit(), display);
      assets.addAll(products(job).values());
      return new Cleaned(job, saved(api, job));
    } finally {
      if (project.isEmpty()) {
        delete(api, assets, talk);
      }
    }
  }

  private static void delete(EditorApi api, List<String> assets, Output talk)
      throws InterruptedException {
    for (String asset : assets) {
      try {
        api.delete(asset);
      } catch (ApiException e) {
        talk.note("The asset %s stays at the API: %s".formatted(asset, Failures.reason(e)));
      }
    }
  }

  private String uploaded(
      EditorApi api, String place, SourceFile recording, ProgressDisplay display)
      throws InterruptedException {
    UploadProgress progress = new UploadProgress(display, surroundings.clock());
    try (Owned<Upload> upload =
        surroundings
            .cleanUp()
            .open(
                () ->
                    Upload.begin(
                        api, place, surroundings.http(), surroundings.pauses(), recording))) {
      return upload.get().send(progress).key();
    }
  }

  private Map<String, Path> saved(EditorApi api, Job job) throws InterruptedException {
    Map<String, Path> files = new LinkedHashMap<>();
    Map<Path, WholeFiles.Fetch> wanted = new LinkedHashMap<>();
    for (Map.Entry<String, String> product : products(job).entrySet()) {
      String ending = new FileName(api.filename(product.getValue())).ending();
      Path target = target(product.getKey(), ending);
      WholeFiles.check(target, file);
      files.put(ending, target);
      wanted.put(target, part -> api.download(product.getValue(), part));
    }
    new WholeFiles(surroundings.cleanUp()).write(wanted);
    return files;
  }

  /** The assets that a job has made, by what they are. */
  private static Map<String, String> products(Job job) {
    JsonNode made = job.answer().path("outputData");
    Map<String, String> products = new LinkedHashMap<>();
    for (String kind : List.of(AUDIO, VIDEO)) {
      if (made.path(kind).isTextual()) {
        products.put(kind, made.path(kind).textValue());
      }
    }
    return products;
  }

  /** The picture lies beside the sound, under the same name. */
  private Path target(String kind, String ending) {
    Path sound = out.orElseGet(() -> Path.of(FileName.of(file).base() + "-clean." + ending));
    return kind.equals(AUDIO)
        ? sound
        : sound.resolveSibling(FileName.of(sound).base() + "." + ending);
  }

  private static void tell(Cleaned cleaned, Output talk) {
    JsonNode job = cleaned.job().answer();
    JsonNode made = job.path("outputData");
    ObjectNode told =
        Output.object()
            .put("job_id", job.path("jobId").asText())
            .put("status", cleaned.job().status().word());
    level(made.path("levelBefore")).ifPresent(level -> told.put("level_before", level));
    level(made.path("levelAfter")).ifPresent(level -> told.put("level_after", level));
    ObjectNode paths = told.putObject("files");
    cleaned
        .files()
        .forEach((name, path) -> paths.put(name, path.toAbsolutePath().normalize().toString()));
    talk.result(cleaned.files().values().stream().map(Path::toString).toList(), told);
    if (told.has("level_before") && told.has("level_after")) {
      talk.note(
          "The noise was at %.1f dB and is at %.1f dB."
              .formatted(
                  told.path("level_before").asDouble(), told.path("level_after").asDouble()));
    }
    made.path("notes").forEach(note -> talk.note(note.asText()));
  }

  private static Optional<Double> level(JsonNode decibels) {
    return decibels.isNumber() ? Optional.of(decibels.asDouble()) : Optional.empty();
  }
}
