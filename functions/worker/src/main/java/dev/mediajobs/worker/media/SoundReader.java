package dev.mediajobs.worker.media;

import dev.mediajobs.worker.media.MediaException.Kind;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Has ffmpeg make something of a recording's sound while it reads the recording by ranges, and
 * tells a result from a failure: ffmpeg itself calls it a success when a download broke off, or
 * when hardly anything could be decoded.
 */
public final class SoundReader {
  /**
   * Seconds up to which a jump in the timestamps of a broadcast (MPEG transport streams) is a gap
   * in its reception. A larger one is another recording put behind the first, which has a clock of
   * its own.
   */
  private static final String LONGEST_BROADCAST_GAP = "300";

  /**
   * Where pictures may come without the time at which they are shown, which no container takes a
   * copy of: on DVDs, on the tapes of some cameras, and in broadcasts.
   */
  private static final Set<String> WITHOUT_SOME_TIMES = Set.of("mpeg", "mpegts");

  /** For each output: nothing of what the recording says of its maker is kept. */
  public static final List<String> WITHOUT_METADATA =
      List.of("-map_metadata", "-1", "-map_metadata:s", "-1", "-map_chapters", "-1");

  private final Ffmpeg ffmpeg;

  private SoundReader(Ffmpeg ffmpeg) {
    this.ffmpeg = ffmpeg;
  }

  /** A reader that runs this ffmpeg. */
  public static SoundReader with(Ffmpeg ffmpeg) {
    return new SoundReader(ffmpeg);
  }

  /** What is read of a recording; everything else is passed over undecoded. */
  public enum Streams {
    /** No picture is decoded, not even its first one. */
    SOUND,
    /** The picture is to be copied; at most the first few are decoded, to learn their size. */
    SOUND_AND_PICTURE
  }

  /**
   * What to make.
   *
   * @param sampleRate of the encoded sound, in hertz
   * @param streams that the arguments ask for
   * @param arguments of ffmpeg behind its source: which streams, through which filters, in which
   *     coding, to {@code pipe:1}. Whoever writes them sees to it that no more sound is encoded
   *     than {@link AudioExtraction.Limits#readAtMost}. If there are several outputs, the first is
   *     the one whose samples are counted.
   * @param sink gets what ffmpeg makes, on another thread; neither flushed nor closed, and to be
   *     thrown away when the reading throws
   * @param eachMessage gets ffmpeg's verbose messages, on another thread
   */
  public record Making(
      int sampleRate,
      Streams streams,
      List<String> arguments,
      OutputStream sink,
      Consumer<String> eachMessage) {
    /** Checks the sample rate. */
    public Making {
      if (sampleRate < 1) {
        throw new IllegalArgumentException("A sample rate must be positive");
      }
      arguments = List.copyOf(arguments);
    }
  }

  /**
   * What was made, whole.
   *
   * @param samples of sound that were encoded in each channel of the first output
   * @param lastSamples the same of the last output, which is the first one if there is but one
   * @param bytes that were written
   */
  public record Made(long samples, long lastSamples, long bytes) {}

  /**
   * Reads a recording once, from its beginning to its end.
   *
   * @param source as for {@link MediaProbe#inspect}
   * @param info what the probe said of the same source
   * @throws MediaException of any kind but {@code NOT_MEDIA}; a download that broke off is {@code
   *     UNREACHABLE}, never a short result
   * @throws IOException when ffmpeg can't be started, or as the sink threw it
   */
  public Made read(
      URI source,
      MediaInfo info,
      AudioExtraction.Limits limits,
      Making making,
      ExtractionListener listener)
      throws IOException, MediaException, InterruptedException {
    AudioStream audio = info.requireAudio();
    CountingStream counted = new CountingStream(making.sink());
    ProgressLines progress = new ProgressLines(info.duration().or(audio::duration), listener);
    ConnectionWatch connection = new ConnectionWatch();
    DecodingWatch decoding = new DecodingWatch();
    Ffmpeg.Finished finished =
        ffmpeg.run(
            arguments(source, info, making),
            limits.time(),
            counted,
            line -> {
              connection.read(line);
              decoding.read(line);
              progress.read(line);
              making.eachMessage().accept(line);
            });
    Optional<Kind> brokenOff = connection.failure();
    if (brokenOff.isPresent()) {
      throw new MediaException(brokenOff.get(), finished.messages());
    }
    if (duration(decoding.samples(), making.sampleRate()).compareTo(limits.longest()) > 0) {
      throw new MediaException(Kind.TOO_LONG, "More sound than " + limits.longest());
    }
    Optional<String> complaint = decoding.complaint();
    if (complaint.isPresent() || !finished.succeeded()) {
      throw new MediaException(
          Kind.DAMAGED, complaint.orElse("ffmpeg failed") + "\n" + finished.messages());
    }
    listener.reached(1);
    return new Made(decoding.samples(), decoding.samplesOfLast(), counted.bytes());
  }

  /** How long so many samples sound, exact to the nanosecond. */
  public static Duration duration(long samples, int sampleRate) {
    return Duration.ofSeconds(samples / sampleRate)
        .plusNanos(samples % sampleRate * 1_000_000_000 / sampleRate);
  }

  /** A duration as ffmpeg's options take it. */
  public static String seconds(Duration duration) {
    return "%d.%09d".formatted(duration.toSeconds(), duration.toNanosPart());
  }

  private List<String> arguments(URI source, MediaInfo info, Making making) throws IOException {
    List<String> arguments = new ArrayList<>(List.of("-loglevel", "verbose", "-nostats"));
    arguments.addAll(List.of("-progress", "pipe:2"));
    arguments.addAll(List.of("-dts_delta_threshold", LONGEST_BROADCAST_GAP));
    if (making.streams() == Streams.SOUND_AND_PICTURE
        && WITHOUT_SOME_TIMES.contains(info.format())) {
      arguments.addAll(List.of("-fflags", "+genpts"));
    }
    arguments.addAll(
        switch (making.streams()) {
          case SOUND -> SourceArguments.extracting(source, ffmpeg);
          case SOUND_AND_PICTURE -> SourceArguments.copyingPicture(source, ffmpeg);
        });
    arguments.addAll(making.arguments());
    return arguments;
  }
}
