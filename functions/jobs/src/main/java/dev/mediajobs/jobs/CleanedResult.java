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
 * @param duration the length of the sound
 * @param levels how loud the noise was, and is
 * @param cachedAt if the files are copies of an earlier job's: when that one was completed
 */
public record CleanedResult(
    String prefix,
    ResultFile audio,
    Optional<ResultFile> video,
    Duration duration,
    NoiseLevels levels,
    Optional<Instant> cachedAt)
    implements Result {

  /**
   * The level of the quietest moment, in dB below the loudest that the format can hold; never above
   * 0.
   *
   * @param before in the recording
   * @param after in the cleaned sound
   */
  public record NoiseLevels(double before, double after) {}

  @Override
  public List<ResultFile> files() {
    return Stream.concat(Stream.of(audio), video.stream()).toList();
  }

  @Override
  public CleanedResult copiedTo(String copyPrefix, Instant completedAt) {
    return new CleanedResult(
        copyPrefix, audio, video, duration, levels, Optional.of(cachedAt.orElse(completedAt)));
  }
}
