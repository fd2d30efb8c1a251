package dev.mediajobs.worker.subtitling;

import dev.mediajobs.jobs.Checkpoint;
import dev.mediajobs.jobs.Format;
import dev.mediajobs.jobs.SubtitleResult;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The result that is about to be published, as facts of a checkpoint. */
final class ResultFacts {

  private static final String PREFIX = "result_prefix";
  private static final String BYTES = "result_bytes_";
  private static final String LANGUAGE = "result_language";
  private static final String LENGTH = "result_ms";
  private static final String CUES = "result_cues";
  private static final String WORDS = "result_words";
  private static final String SPEAKERS = "result_speakers";
  private static final String NOTES = "result_notes";

  private ResultFacts() {}

  static Map<String, String> of(SubtitleResult result) {
    Map<String, String> facts = new TreeMap<>();
    facts.put(PREFIX, result.prefix());
    result.sizes().forEach((format, bytes) -> facts.put(BYTES + format.ending(), bytes.toString()));
    result.language().ifPresent(language -> facts.put(LANGUAGE, language));
    facts.put(LENGTH, Long.toString(result.duration().toMillis()));
    facts.put(CUES, Integer.toString(result.cueCount()));
    facts.put(WORDS, Integer.toString(result.wordCount()));
    facts.put(SPEAKERS, Integer.toString(result.speakerCount()));
    facts.put(NOTES, String.join("\n", result.notes()));
    return facts;
  }

  static SubtitleResult read(Checkpoint checkpoint) {
    Map<Format, Long> sizes = new EnumMap<>(Format.class);
    for (Format format : Format.values()) {
      sizes.put(format, Long.parseLong(known(checkpoint, BYTES + format.ending())));
    }
    return new SubtitleResult(
        known(checkpoint, PREFIX),
        sizes,
        checkpoint.fact(LANGUAGE),
        Duration.ofMillis(Long.parseLong(known(checkpoint, LENGTH))),
        Integer.parseInt(known(checkpoint, CUES)),
        Integer.parseInt(known(checkpoint, WORDS)),
        Integer.parseInt(known(checkpoint, SPEAKERS)),
        List.of(known(checkpoint, NOTES).split("\n", -1)).stream()
            .filter(note -> !note.isEmpty())
            .toList());
  }

  private static String known(Checkpoint checkpoint, String name) {
    return checkpoint
        .fact(name)
        .orElseThrow(() -> new IllegalStateException("the step before has not found out " + name));
  }
}
