package dev.mediajobs.local.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.mediajobs.local.cli.CleanUp.Owned;
import dev.mediajobs.local.cli.client.Job;
import dev.mediajobs.local.cli.client.SpeechApi;
import dev.mediajobs.local.cli.client.SubmittedJob;
import dev.mediajobs.local.cli.client.SubtitleFormat;
import dev.mediajobs.local.cli.progress.ProgressDisplay;
import java.net.URI;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code mediajobs speak}: the sound of a script. */
@Command(
    name = "speak",
    description = {
      "Have a script spoken, and write its sound to a file.",
      "Without --endpoint a local stack is started for this one job; its voices speak English."
    })
@SuppressWarnings("NullAway.Init")
final class SpeakCommand implements Callable<Integer> {
  private final Surroundings surroundings;

  /** How sound is coded; the name is the ending of a file. */
  enum AudioFormat {
    MP3,
    WAV;

    String ending() {
      return name().toLowerCase(Locale.ROOT);
    }

    static Optional<AudioFormat> of(String ending) {
      for (AudioFormat format : values()) {
        if (format.ending().equalsIgnoreCase(ending)) {
          return Optional.of(format);
        }
      }
      return Optional.empty();
    }
  }

  @Parameters(
      paramLabel = "SCRIPT",
      description = {
        "A text file in UTF-8 in which 'Name: words' begins a turn. Any other line, and one that is"
            + " indented in any case, goes on with the turn; an empty line is a pause; lines that"
            + " begin with # are left out.",
        "Or the JSON that the API takes, with turns or with one text."
      })
  private Path script;

  @Option(
      names = "--voice",
      paramLabel = "ROLE=VOICE",
      description =
          "Which voice speaks a role, such as Anna=Joanna; to be given once a role. With Polly, roles"
              + " without one get Joanna, Matthew, Amy, Brian, Ruth, Stephen, Kimberly, Joey.")
  private Map<String, String> voices = Map.of();

  @Option(
      names = "--provider",
      paramLabel = "NAME",
      description = "Who speaks (default: what a JSON script says, else polly).")
  private Optional<String> provider = Optional.empty();

  @Option(
      names = "--language",
      paramLabel = "CODE",
      description = "Language of the script, such as en-GB (default: the voices' own).")
  private Optional<String> language = Optional.empty();

  @Option(
      names = "--format",
      paramLabel = "FORMAT",
      description =
          "mp3 or wav (default: as the ending of --out, else what a JSON script says, else mp3).")
  private Optional<AudioFormat> format = Optional.empty();

  @Option(
      names = "--out",
      paramLabel = "FILE",
      description =
          "File for the sound; one that exists is replaced (default: SCRIPT's name with the ending"
              + " .mp3 or .wav, in the current folder).")
  private Optional<Path> out = Optional.empty();

  @Option(
      names = "--subtitles",
      description = "Write the subtitles too, beside the sound, with the ending .srt.")
  private boolean subtitles;

  @Mixin private EndpointOption endpoint;
  @Mixin private IdentityOptions identity;
  @Mixin private TimeoutOption timeout;
  @Mixin private IsolationOption isolation;
  @Mixin private OutputOptions output;

  SpeakCommand(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  @Override
  public Integer call() throws InterruptedException {
    Optional<URI> api = endpoint.find(surroundings.environment());
    ObjectNode body = body();
    Path sound = out.orElseGet(() -> Path.of(FileName.of(script).base() + "." + formatOf(body)));
    Path srt = sound.resolveSibling(FileName.of(sound).base() + "." + SubtitleFormat.SRT.ending());
    WholeFiles.check(sound, script);
    if (subtitles) {
      WholeFiles.check(srt, script);
    }
    Output talk = output.in(surroundings);
    Map<String, Path> files = new LinkedHashMap<>();
    files.put(formatOf(body), sound);
    if (subtitles) {
      files.put(SubtitleFormat.SRT.ending(), srt);
    }
    Job job;
    try (Owned<ProgressDisplay> display = surroundings.cleanUp().own(talk.progress())) {
      job =
          new OwnStack(surroundings, talk, isolation.given())
              .at(api, display.get(), at -> spoken(at, body, sound, srt, display.get()));
    }
    tell(job, files, talk);
    return ExitCode.OK.code();
  }

  private ObjectNode body() {
    ObjectNode body = ScriptFile.read(script);
    provider.ifPresent(name -> body.put("provider", name));
    if (!body.has("provider")) {
      body.put("provider", "polly");
    }
    language.ifPresent(code -> body.put("language", code));
    format
        .or(() -> out.flatMap(file -> AudioFormat.of(FileName.of(file).ending())))
        .ifPresent(wanted -> body.put("output_format", wanted.ending()));
    Cast.assign(body, voices);
    return body;
  }

  private Job spoken(URI at, ObjectNode body, Path sound, Path srt, ProgressDisplay display)
      throws InterruptedException {
    SpeechApi api =
        new SpeechApi(at, surroundings.http(), surroundings.pauses(), surroundings.clock());
    SubmittedJob submitted = api.submit(body, identity.at(at, surroundings));
    Job job = new Following(api, surroundings).completed(submitted, timeout.limit(), display);
    Map<Path, WholeFiles.Fetch> wanted = new LinkedHashMap<>();
    wanted.put(sound, file -> api.download(submitted.reference(), Optional.empty(), file));
    if (subtitles) {
      wanted.put(
          srt, file -> api.download(submitted.reference(), Optional.of(SubtitleFormat.SRT), file));
    }
    new WholeFiles(surroundings.cleanUp()).write(wanted);
    return job;
  }

  private static void tell(Job job, Map<String, Path> files, Output talk) {
    JsonNode result = job.answer().path("result");
    ObjectNode told =
        Output.object()
            .put("job_id", job.answer().path("id").asText())
            .put("status", job.status().word())
            .put("duration_ms", result.path("duration_ms").asLong());
    ObjectNode paths = told.putObject("files");
    files.forEach((name, path) -> paths.put(name, path.toAbsolutePath().normalize().toString()));
    talk.result(files.values().stream().map(Path::toString).toList(), told);
    result.path("notes").forEach(note -> talk.note(note.asText()));
  }

  private static String formatOf(ObjectNode body) {
    return AudioFormat.of(body.path("output_format").asText()).orElse(AudioFormat.MP3).ending();
  }
}
