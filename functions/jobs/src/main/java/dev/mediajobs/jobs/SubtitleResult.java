package dev.mediajobs.jobs;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a completed subtitle job has to show. The files themselves are objects in the media bucket.
 *
 * @param prefix what the keys of all files begin with; holds the fence of the worker that completed
 *     the job
 * @param sizes the size in bytes of each format's file
 * @param language the language spoken, as a BCP 47 tag, if it is known
 * @param duration the length of the recording's sound
 * @param cueCount how many subtitles there are
 * @param wordCount how many words were recognised
 * @param speakerCount how many speakers were told apart; 0 when nobody was labelled
 * @param notes what the owner should know, such as "no speech"; empty when there is nothing
 * @param cachedAt if the files are copies of an earlier job's: when that one was completed
 */
public record SubtitleResult(
    String prefix,
    Map<Format, Long> sizes,
    Optional<String> language,
    Duration duration,
    int cueCount,
    int wordCount,
    int speakerCount,
    List<String> notes,
    Optional<Instant> cachedAt)
    implements Result {

  /** The note of a recording in which nobody speaks. */
  public static final String NO_SPEECH = "no speech";

  /** Keeps copies. */
  public SubtitleResult {
    sizes = Map.copyOf(sizes);
    notes = List.copyOf(notes);
  }

  /** One that is no copy. */
  public SubtitleResult(
      String prefix,
      Map<Format, Long> sizes,
      Optional<String> language,
      Duration duration,
      int cueCount,
      int wordCount,
      int speakerCount,
      List<String> notes) {
    this(
        prefix,
        sizes,
        language,
        duration,
        cueCount,
        wordCount,
        speakerCount,
        notes,
        Optional.empty());
  }

  @Override
  public SubtitleResult copiedTo(String copyPrefix, Instant completedAt) {
    return new SubtitleResult(
        copyPrefix,
        sizes,
        language,
        duration,
        cueCount,
        wordCount,
        speakerCount,
        notes,
        Optional.of(cachedAt.orElse(completedAt)));
  }

  @Override
  public List<ResultFile> files() {
    return Arrays.stream(Format.values())
        .map(
            format ->
                new ResultFile(
                    nameOf(format),
                    format.contentType(),
                    Optional.ofNullable(sizes.get(format)).orElseThrow()))
        .toList();
  }

  /** The key of the file in {@code format}. */
  public String key(Format format) {
    return key(prefix, format);
  }

  /** The key of the file in {@code format} of the result whose keys begin with {@code prefix}. */
  public static String key(String prefix, Format format) {
    return prefix + nameOf(format);
  }

  private static String nameOf(Format format) {
    return "subtitles." + format.ending();
  }

  /** Whether nobody speaks in the recording; the files are valid and empty then. */
  public boolean isSilent() {
    return notes.contains(NO_SPEECH);
  }
}
