package dev.mediajobs.worker.media;

import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Turns the sound of a recording into 16 kHz mono FLAC, what speech recognisers ask for, while
 * reading the recording by ranges: nothing of it is ever whole in memory or on disk.
 */
public final class AudioExtraction {
  /** Of the extracted sound, in hertz. */
  public static final int SAMPLE_RATE = 16_000;

  /** What ffmpeg is told of the output, whose sound has that rate already. */
  public static final List<String> CODING =
      List.of("-ac", "1", "-sample_fmt", "s16", "-c:a", "flac", "-f", "flac", "pipe:1");

  private final SoundReader reader;

  private AudioExtraction(SoundReader reader) {
    this.reader = reader;
  }

  /** An extraction that runs this ffmpeg. */
  public static AudioExtraction with(Ffmpeg ffmpeg) {
    return new AudioExtraction(SoundReader.with(ffmpeg));
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

    /** A second more than is allowed, to see that there is more. */
    public Duration readAtMost() {
      return longest.plusSeconds(1);
    }
  }

  /**
   * Extracts the sound. Times within it count from the first sample: {@link
   * AudioStream#startOffset} is left to the caller, but gaps between samples are filled with
   * silence, so that every moment stays where a player shows it.
   *
   * @param source as for {@link MediaProbe#inspect}
   * @param info what the probe said of the same source
   * @param mix what becomes of several channels
   * @param sink gets FLAC whose header leaves the length open (see {@link FlacUpload}); neither
   *     flushed nor closed, and to be thrown away when this throws
   * @throws MediaException of any kind but {@code NOT_MEDIA}; a download that broke off is {@code
   *     UNREACHABLE}, never a short result
   * @throws IOException when ffmpeg can't be started, or as {@code sink} threw it
   */
  public ExtractedAudio extract(
      URI source,
      MediaInfo info,
      SpeechMix mix,
      Limits limits,
      OutputStream sink,
      ExtractionListener listener)
      throws IOException, MediaException, InterruptedException {
    CancellationWatch cancellation = new CancellationWatch();
    SoundReader.Making flac =
        new SoundReader.Making(
            SAMPLE_RATE,
            SoundReader.Streams.SOUND,
            arguments(info.requireAudio(), mix, limits.readAtMost()),
            sink,
            cancellation::read);
    SoundReader.Made made = reader.read(source, info, limits, flac, listener);
    return new ExtractedAudio(made.samples(), made.bytes(), cancellation.sawCancellation());
  }

  private static List<String> arguments(AudioStream audio, SpeechMix mix, Duration cut) {
    List<String> arguments = new ArrayList<>(List.of("-map", "0:" + audio.index()));
    arguments.addAll(SoundReader.WITHOUT_METADATA);
    // Nothing but this stream, data included.
    arguments.addAll(List.of("-vn", "-sn", "-dn"));
    // Silence goes where timestamps leave a gap: time in the extracted sound is time in the
    // presentation.
    String atOurRate = "aresample=" + SAMPLE_RATE + ":async=1,";
    String filters = atOurRate + mix.filters(audio.channels());
    arguments.addAll(List.of("-af", ManyChannels.toOne(audio) + filters));
    arguments.addAll(List.of("-t", SoundReader.seconds(cut)));
    arguments.addAll(CODING);
    return arguments;
  }
}
