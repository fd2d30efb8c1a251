package dev.mediajobs.worker.media;

import dev.mediajobs.worker.media.MediaException.Kind;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Turns the sound of a recording into 16 kHz mono FLAC, what speech recognisers ask for, while
 * reading the recording by ranges: nothing of it is ever whole in memory or on disk.
 */
public final class AudioExtraction {
  /** Of the extracted sound, in hertz. */
  public static final int SAMPLE_RATE = 16_000;

  /**
   * Seconds up to which a jump in the timestamps of a broadcast (MPEG transport streams) is a gap
   * in its reception. A larger one is another recording put behind the first, which has a clock of
   * its own.
   */
  private static final String LONGEST_BROADCAST_GAP = "300";

  private final Ffmpeg ffmpeg;

  private AudioExtraction(Ffmpeg ffmpeg) {
    this.ffmpeg = ffmpeg;
  }

  /** An extraction that runs this ffmpeg. */
  public static AudioExtraction with(Ffmpeg ffmpeg) {
    return new AudioExtraction(ffmpeg);
  }

  /**
   * What may be spent on one extraction.
   *
   * @param longest sound that is extracted; more is {@code TOO_LONG}
   * @param time the whole call may take
   */
  public record Limits(Duration longest, Duration time) {
    /**
     * Checks the limits.
     *
     * @throws IllegalArgumentException when one is not positive
     */
    public Limits {
      if (!longest.isPositive() || !time.isPositive()) {
        throw new IllegalArgumentException("Limits must be positive");
      }
    }
  }

  /**
   * Extracts the sound. Times within it count from the first sample: {@link
   * AudioStream#startOffset} is left to the caller, but gaps between samples are filled with
   * silence, so that every moment stays where a player shows it.
   *
   * @param source as for {@link MediaProbe#inspect}
   * @param info what the probe said of the same source
   * @param sink gets FLAC whose header leaves the length open (see {@link FlacUpload}); neither
   *     flushed nor closed, and to be thrown away when this throws
   * @throws MediaException of any kind but {@code NOT_MEDIA}; a download that broke off is {@code
   *     UNREACHABLE}, never a short result
   * @throws IOException when ffmpeg can't be started, or as {@code sink} threw it
   */
  public ExtractedAudio extract(
      URI source, MediaInfo info, Limits limits, OutputStream sink, ExtractionListener listener)
      throws IOException, MediaException, InterruptedException {
    AudioStream audio = info.requireAudio();
    CountingStream counted = new CountingStream(sink);
    ProgressLines progress = new ProgressLines(info.duration().or(audio::duration), listener);
    ConnectionWatch connection = new ConnectionWatch();
    DecodingWatch decoding = new DecodingWatch();
    Ffmpeg.Finished finished =
        ffmpeg.run(
            arguments(source, audio, limits.longest()),
            limits.time(),
            counted,
            line -> {
              connection.read(line);
              decoding.read(line);
              progress.read(line);
            });
    Optional<Kind> brokenOff = connection.failure();
    if (brokenOff.isPresent()) {
      throw new MediaException(brokenOff.get(), finished.messages());
    }
    ExtractedAudio extracted = new ExtractedAudio(decoding.samples(), counted.bytes());
    if (extracted.duration().compareTo(limits.longest()) > 0) {
      throw new MediaException(Kind.TOO_LONG, "More sound than " + limits.longest());
    }
    Optional<String> complaint = decoding.complaint();
    if (complaint.isPresent() || !finished.succeeded()) {
      throw new MediaException(
          Kind.DAMAGED, complaint.orElse("ffmpeg failed") + "\n" + finished.messages());
    }
    listener.reached(1);
    return extracted;
  }

  private List<String> arguments(URI source, AudioStream audio, Duration longest)
      throws IOException {
    // A second more than allowed, to see that there is more.
    Duration cut = longest.plusSeconds(1);
    List<String> arguments = new ArrayList<>(List.of("-loglevel", "verbose", "-nostats"));
    arguments.addAll(List.of("-progress", "pipe:2"));
    arguments.addAll(List.of("-dts_delta_threshold", LONGEST_BROADCAST_GAP));
    arguments.addAll(SourceArguments.extracting(source, ffmpeg));
    arguments.addAll(List.of("-map", "0:" + audio.index(), "-map_metadata", "-1"));
    // Nothing but this stream, chapters and data included.
    arguments.addAll(List.of("-map_chapters", "-1", "-vn", "-sn", "-dn"));
    // Silence goes where timestamps leave a gap: time in the extracted sound is time in the
    // presentation.
    arguments.addAll(List.of("-af", "aresample=" + SAMPLE_RATE + ":async=1"));
    arguments.addAll(List.of("-ac", "1", "-sample_fmt", "s16", "-c:a", "flac"));
    arguments.addAll(List.of("-t", "%d.%09d".formatted(cut.toSeconds(), cut.toNanosPart())));
    arguments.addAll(List.of("-f", "flac", "pipe:1"));
    return arguments;
  }
}
