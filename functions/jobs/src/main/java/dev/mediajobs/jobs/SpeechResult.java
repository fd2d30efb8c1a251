package dev.mediajobs.jobs;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What a completed speech job has to show.
 *
 * @param prefix what the keys of all files begin with
 * @param audio the spoken script
 * @param timings when each turn is spoken, as JSON: there may be too many of them for a row
 * @param subtitles the script as subtitles, in every format
 * @param duration the length of the sound
 * @param latency how long the synthesis took
 * @param turnCount how many turns were spoken
 * @param cachedAt if the files are copies of an earlier job's: when that one was completed
 */
public record SpeechResult(
    String prefix,
    ResultFile audio,
    ResultFile timings,
    List<ResultFile> subtitles,
    Duration duration,
    Duration latency,
    int turnCount,
    Optional<Instant> cachedAt)
    implements Result {

  /** Keeps a copy. */
  public SpeechResult {
    subtitles = List.copyOf(subtitles);
  }

  @Override
  public List<ResultFile> files() {
    return Stream.concat(Stream.of(audio, timings), subtitles.stream()).toList();
  }

  @Override
  public SpeechResult copiedTo(String copyPrefix, Instant completedAt) {
    return new SpeechResult(
        copyPrefix,
        audio,
        timings,
        subtitles,
        duration,
        latency,
        turnCount,
        Optional.of(cachedAt.orElse(completedAt)));
  }
}
