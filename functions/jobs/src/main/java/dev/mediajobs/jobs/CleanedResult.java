package dev.mediajobs.jobs;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What a completed noise removal has to show.
 *
 * @param prefix what the keys of all files begin with
 * @param audio the cleaned sound
 * @param video the recording with its picture untouched and the cleaned sound, if it was wished for
 *     and there is a picture
 * @param duration the length of the sound
 * @param levels how loud the noise was, and is
 * @param notes what the owner should know, in full sentences
 * @param cachedAt if the files are copies of an earlier job's: when that one was completed
 */
public record CleanedResult(
    String prefix,
    ResultFile audio,
    Optional<ResultFile> video,
    Duration duration,
    Levels levels,
    List<String> notes,
    Optional<Instant> cachedAt)
    implements Result {

  /** Keeps a copy. */
  public CleanedResult {
    notes = List.copyOf(notes);
  }

  /**
   * How loud the noise is: the root mean square of the quietest 50 ms, in decibels of full scale,
   * {@link #SILENCE} to 0.
   *
   * @param before in the recording
   * @param after in the cleaned sound
   */
  public record Levels(double before, double after) {

    /** Digital silence; nothing of 16 bits is as faint. */
    public static final double SILENCE = -120;

    /** Keeps both within their range. */
    public Levels {
      before = Math.clamp(before, SILENCE, 0);
      after = Math.clamp(after, SILENCE, 0);
    }
  }

  @Override
  public List<ResultFile> files() {
    return Stream.concat(Stream.of(audio), video.stream()).toList();
  }

  /** The same, with its files elsewhere. */
  CleanedResult movedTo(String newPrefix) {
    return new CleanedResult(newPrefix, audio, video, duration, levels, notes, cachedAt);
  }

  @Override
  public CleanedResult copiedTo(String copyPrefix, Instant completedAt) {
    return new CleanedResult(
        copyPrefix,
        audio,
        video,
        duration,
        levels,
        notes,
        Optional.of(cachedAt.orElse(completedAt)));
  }
}
