package dev.mediajobs.worker.media;

import java.time.Duration;
import java.util.Optional;

/**
 * What a recording says about itself. Nothing of it is proven: durations in particular may be wrong
 * by any factor.
 *
 * @param format ffmpeg's name of the container, such as {@code mov,mp4,m4a,3gp,3g2,mj2}
 * @param duration from the first moment of any stream to the last
 * @param audio the stream that a player would play: the first one marked as default, else the
 *     first. One in a coding that nobody here knows, or of which nothing was met in what was looked
 *     at, is chosen only if there is no other
 * @param picture the first moving picture; a cover picture is none
 */
public record MediaInfo(
    String format,
    Optional<Duration> duration,
    Optional<AudioStream> audio,
    Optional<PictureStream> picture) {

  /** Whether there are moving pictures. */
  public boolean hasVideo() {
    return picture.isPresent();
  }

  /**
   * The sound, for those who can't do without.
   *
   * @throws MediaException of the kind {@code NO_AUDIO}
   */
  public AudioStream requireAudio() throws MediaException {
    return audio.orElseThrow(
        () ->
            new MediaException(
                MediaException.Kind.NO_AUDIO, "No stream of the " + format + " file is sound"));
  }
}
