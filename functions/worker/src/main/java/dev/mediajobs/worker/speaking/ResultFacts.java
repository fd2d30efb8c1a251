package dev.mediajobs.worker.speaking;

import dev.mediajobs.jobs.Checkpoint;
import dev.mediajobs.jobs.Format;
import dev.mediajobs.jobs.ResultFile;
import dev.mediajobs.jobs.SpeechResult;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The result that is about to be published, as facts of a checkpoint. */
final class ResultFacts {

  private static final String PREFIX = "result_prefix";
  private static final String AUDIO = "result_audio";
  private static final String AUDIO_TYPE = "result_audio_type";
  private static final String AUDIO_BYTES = "result_audio_bytes";
  private static final String TIMINGS_BYTES = "result_timings_bytes";
  private static final String BYTES = "result_bytes_";
  private static final String LENGTH = "result_ms";
  private static final String LATENCY = "result_latency_ms";
  private static final String TURNS = "result_turns";
  private static final String NOTES = "result_notes";

  private ResultFacts() {}

  static Map<String, String> of(SpeechResult result) {
    Map<String, String> facts = new TreeMap<>();
    facts.put(PREFIX, result.prefix());
    facts.put(AUDIO, result.audio().name());
    facts.put(AUDIO_TYPE, result.audio().contentType());
    facts.put(AUDIO_BYTES, Long.toString(result.audio().bytes()));
    facts.put(TIMINGS_BYTES, Long.toString(result.timings().bytes()));
    result.subtitles().forEach(file -> facts.put(BYTES + file.name(), Long.toString(file.bytes())));
    facts.put(LENGTH, Long.toString(result.duration().toMillis()));
    facts.put(LATENCY, Long.toString(result.latency().toMillis()));
    facts.put(TURNS, Integer.toString(result.turnCount()));
    facts.put(NOTES, String.join("\n", result.notes()));
    return facts;
  }

  static SpeechResult read(Checkpoint checkpoint) {
    List<ResultFile> subtitles = new ArrayList<>();
    for (Format format : Format.values()) {
      String name = ResultFiles.subtitles(format, 0).name();
      subtitles.add(ResultFiles.subtitles(format, number(checkpoint, BYTES + name)));
    }
    return new SpeechResult(
        known(checkpoint, PREFIX),
        new ResultFile(
            known(checkpoint, AUDIO),
            known(checkpoint, AUDIO_TYPE),
            number(checkpoint, AUDIO_BYTES)),
        ResultFiles.timings(number(checkpoint, TIMINGS_BYTES)),
        subtitles,
        Duration.ofMillis(number(checkpoint, LENGTH)),
        Duration.ofMillis(number(checkpoint, LATENCY)),
        Math.toIntExact(number(checkpoint, TURNS)),
        known(checkpoint, NOTES).lines().toList(),
        Optional.empty());
  }

  private static long number(Checkpoint checkpoint, String name) {
    return Long.parseLong(known(checkpoint, name));
  }

  private static String known(Checkpoint checkpoint, String name) {
    return checkpoint
        .fact(name)
        .orElseThrow(() -> new IllegalStateException("the step before has not found out " + name));
  }
}
