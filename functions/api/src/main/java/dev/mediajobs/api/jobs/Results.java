package dev.mediajobs.api.jobs;

import dev.mediajobs.jobs.Format;
import dev.mediajobs.jobs.Job;
import dev.mediajobs.jobs.MediaStore;
import dev.mediajobs.jobs.Result;
import dev.mediajobs.jobs.SubtitleResult;
import dev.mediajobs.naming.DownloadName;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.core.exception.SdkClientException;

/**
 * Hands out the files of completed jobs.
 *
 * <p>Every method throws {@code SdkException} when S3 can't be reached or refuses.
 */
public final class Results {

  private final MediaStore media;
  private final Duration addressValidity;
  private final long mostInlineBytes;
  private final Clock clock;

  /**
   * Out of {@code media}.
   *
   * @param addressValidity how long an address is good for
   * @param mostInlineBytes up to which size, all files together, they are part of an answer
   */
  public Results(MediaStore media, Duration addressValidity, long mostInlineBytes, Clock clock) {
    this.media = media;
    this.addressValidity = addressValidity;
    this.mostInlineBytes = mostInlineBytes;
    this.clock = clock;
  }

  /** Whether the content of all files is small enough to be part of an answer. */
  public boolean isInline(Result result) {
    return result.totalBytes() <= mostInlineBytes;
  }

  /** The content of all files; empty when they are too large to be part of an answer. */
  public Map<Format, String> inline(SubtitleResult result) {
    Map<Format, String> texts = new EnumMap<>(Format.class);
    if (isInline(result)) {
      for (Format format : Format.values()) {
        text(result, format).ifPresent(text -> texts.put(format, text));
      }
    }
    return texts;
  }

  /**
   * The content of one file; empty when it is too large to be part of an answer, or gone.
   *
   * @param bytes its size
   */
  public Optional<String> inline(String key, long bytes) {
    return bytes <= mostInlineBytes ? read(key) : Optional.empty();
  }

  /**
   * An address from which a browser saves the file under the upload's name with the format's
   * ending. It is a secret, and dies no later than the job.
   */
  public URI address(Job job, SubtitleResult result, Format format) {
    return address(job, result.key(format), format.ending(), format.contentType());
  }

  /**
   * The same, from which a page can also play the file, by ranges.
   *
   * @param ending of the name, without the dot
   */
  public URI address(Job job, String key, String ending, String contentType) {
    Duration left = Duration.between(clock.instant(), job.times().retainedUntil());
    Duration validity = left.compareTo(addressValidity) < 0 ? left : addressValidity;
    DownloadName name = DownloadName.of(job.source().filename(), ending);
    return media.downloadOf(
        key,
        name.disposition(),
        contentType,
        Duration.ofSeconds(Math.max(1, validity.toSeconds())));
  }

  /** The content of one file; empty when it is gone. */
  public Optional<String> text(SubtitleResult result, Format format) {
    return read(result.key(format));
  }

  private Optional<String> read(String key) {
    return media.read(key).map(Results::text);
  }

  private static String text(InputStream content) {
    try (content) {
      return new String(content.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw SdkClientException.create("the result broke off while it was read", e);
    }
  }
}
