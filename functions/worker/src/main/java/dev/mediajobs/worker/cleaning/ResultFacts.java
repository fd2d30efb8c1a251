package dev.mediajobs.worker.cleaning;

import dev.mediajobs.jobs.Checkpoint;
import dev.mediajobs.jobs.CleanedResult;
import dev.mediajobs.jobs.ResultFile;
import dev.mediajobs.worker.denoise.Denoised;
import dev.mediajobs.worker.denoise.NoiseProfile;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The result that is about to be published, as facts of a checkpoint. */
final class ResultFacts {

  private static final String PREFIX = "result_prefix";
  private static final String AUDIO = "result_audio";
  private static final String VIDEO = "result_video";
  private static final String TYPE = "_type";
  private static final String BYTES = "_bytes";
  private static final String LENGTH = "result_ms";
  private static final String LEVEL_BEFORE = "result_level_before";
  private static final String LEVEL_AFTER = "result_level_after";

  private ResultFacts() {}

  static Map<String, String> of(
      String prefix, ResultFile audio, Optional<ResultFile> video, Denoised sound) {
    Map<String, String> facts = new TreeMap<>();
    facts.put(PREFIX, prefix);
    write(AUDIO, audio, facts);
    video.ifPresent(file -> write(VIDEO, file, facts));
    facts.put(LENGTH, Long.toString(sound.duration().toMillis()));
    facts.put(LEVEL_BEFORE, Double.toString(sound.before().quietest()));
    facts.put(LEVEL_AFTER, Double.toString(sound.after().quietest()));
    return facts;
  }

  private static void write(String name, ResultFile file, Map<String, String> facts) {
    facts.put(name, file.name());
    facts.put(name + TYPE, file.contentType());
    facts.put(name + BYTES, Long.toString(file.bytes()));
  }

  static CleanedResult read(Checkpoint checkpoint) {
    return new CleanedResult(
        known(checkpoint, PREFIX),
        file(checkpoint, AUDIO),
        checkpoint.fact(VIDEO).map(_ -> file(checkpoint, VIDEO)),
        Duration.ofMillis(Long.parseLong(known(checkpoint, LENGTH))),
        new CleanedResult.Levels(
            Double.parseDouble(known(checkpoint, LEVEL_BEFORE)),
            Double.parseDouble(known(checkpoint, LEVEL_AFTER))),
        notes(ProfileFacts.read(checkpoint)),
        Optional.empty());
  }

  private static ResultFile file(Checkpoint checkpoint, String name) {
    return new ResultFile(
        known(checkpoint, name),
        known(checkpoint, name + TYPE),
        Long.parseLong(known(checkpoint, name + BYTES)));
  }

  private static List<String> notes(NoiseProfile profile) {
    return switch (profile) {
      case NoiseProfile.Noise _ -> List.of();
      case NoiseProfile.Nothing nothing ->
          List.of(
              switch (nothing.reason()) {
                case TOO_SHORT ->
                    "The recording is too short to tell noise from sound, so it was left as it is.";
                case SILENT -> "The recording is silent, so there was nothing to remove.";
                case FAINT ->
                    "There is no noise that could be heard, so the sound was left as it is.";
                case NO_PAUSE ->
                    "No steady noise could be told from the sound itself, so it was left as it is.";
              });
    };
  }

  private static String known(Checkpoint checkpoint, String name) {
    return checkpoint
        .fact(name)
        .orElseThrow(() -> new IllegalStateException("the step before has not found out " + name));
  }
}
