package dev.mediajobs.worker.media;

import dev.mediajobs.worker.media.MediaException.Kind;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Finds out what a recording is, from its first few megabytes and its index. Of pictures at most
 * the first few are decoded, and none that is larger than 8K.
 */
public final class MediaProbe {
  /**
   * Bytes that may be read in search of streams; ffmpeg's own default, named because it bounds time
   * and memory.
   */
  private static final String PROBE_BYTES = "5000000";

  /** Under this certainty ffmpeg guesses: noise looks like MP3 here and there. */
  static final int GUESS = 25;

  private final Ffmpeg ffmpeg;

  private MediaProbe(Ffmpeg ffmpeg) {
    this.ffmpeg = ffmpeg;
  }

  /** A probe that runs the ffprobe beside this ffmpeg. */
  public static MediaProbe with(Ffmpeg ffmpeg) {
    return new MediaProbe(ffmpeg);
  }

  /**
   * Looks into the recording at an address.
   *
   * @param source http or https, able to answer range requests; https must be vouched for by a
   *     trusted certificate
   * @param limit on the whole call
   * @throws MediaException {@code NOT_MEDIA}, {@code DAMAGED}, {@code GONE}, {@code UNREACHABLE} or
   *     {@code TIMED_OUT}; a recording without sound is no error here
   * @throws IOException when ffprobe can't be started
   */
  public MediaInfo inspect(URI source, Duration limit)
      throws IOException, MediaException, InterruptedException {
    List<String> arguments =
        new ArrayList<>(
            List.of(
                "-loglevel",
                "warning",
                "-of",
                "flat",
                "-show_error",
                "-show_entries",
                "format=format_name,start_time,duration,probe_score"
                    + ":stream=index,codec_type,codec_name,start_time,duration,channels,sample_rate"
                    + ":stream_disposition=default,attached_pic",
                "-probesize",
                PROBE_BYTES));
    arguments.addAll(SourceArguments.probing(source, ffmpeg));
    Instant end = Instant.now().plus(limit);
    ConnectionWatch connection = new ConnectionWatch();
    ByteArrayOutputStream output = new ByteArrayOutputStream();
    Ffmpeg.Finished finished = ffmpeg.probe(arguments, limit, output, connection::read);
    ProbeReport report = ProbeReport.parse(output.toString(StandardCharsets.UTF_8));
    Optional<Kind> sourceFailure =
        report.errorCode().flatMap(ErrorCode::sourceFailure).or(connection::failure);
    if (sourceFailure.isPresent()) {
      throw new MediaException(sourceFailure.get(), finished.messages());
    }
    if (!finished.succeeded()) {
      if (!isOfAcceptedFormat(source, Duration.between(Instant.now(), end))) {
        throw new MediaException(Kind.NOT_MEDIA, finished.messages());
      }
      return undecoded(source, Duration.between(Instant.now(), end), finished.messages());
    }
    if (report.certainty() < GUESS) {
      throw new MediaException(Kind.NOT_MEDIA, "Only guessed to be " + report.format());
    }
    return info(report);
  }

  /**
   * Whether the beginning looks like an accepted format, which ffprobe tells only in its most
   * talkative mode.
   */
  private boolean isOfAcceptedFormat(URI source, Duration limit)
      throws IOException, MediaException, InterruptedException {
    List<String> arguments = new ArrayList<>(List.of("-loglevel", "debug"));
    arguments.addAll(SourceArguments.probing(source, ffmpeg));
    FormatWatch watch = new FormatWatch();
    ffmpeg.probe(arguments, limit, OutputStream.nullOutputStream(), watch::read);
    return watch.sawAcceptedFormat();
  }

  /** What can be told of a recording that ffprobe has given up, maybe for its pictures alone. */
  private MediaInfo undecoded(URI source, Duration limit, String whyGivenUp)
      throws IOException, MediaException, InterruptedException {
    List<String> arguments = new ArrayList<>(SourceArguments.extracting(source, ffmpeg));
    arguments.addAll(UndecodedInput.FIRST_PACKETS);
    ConnectionWatch connection = new ConnectionWatch();
    UndecodedInput input = new UndecodedInput();
    ByteArrayOutputStream packets = new ByteArrayOutputStream();
    Ffmpeg.Finished finished =
        ffmpeg.run(
            arguments,
            limit,
            packets,
            line -> {
              connection.read(line);
              input.read(line);
            });
    Optional<Kind> sourceFailure = connection.failure();
    if (sourceFailure.isPresent()) {
      throw new MediaException(sourceFailure.get(), finished.messages());
    }
    ProbeReport report = input.report(packets.toString(StandardCharsets.UTF_8));
    if (report.streams().isEmpty()) {
      throw new MediaException(Kind.DAMAGED, whyGivenUp);
    }
    return info(report);
  }

  private static MediaInfo info(ProbeReport report) {
    List<ProbeReport.Stream> streams = report.streams();
    Optional<AudioStream> audio =
        streams.stream()
            .filter(ProbeReport.Stream::isAudio)
            .min(Comparator.comparing(stream -> !stream.isDefault()))
            .map(stream -> audio(stream, report));
    return new MediaInfo(
        report.format(),
        report.duration(),
        audio,
        streams.stream()
            .filter(ProbeReport.Stream::isMovingPicture)
            .findFirst()
            .map(stream -> new PictureStream(stream.index(), stream.codec())));
  }

  private static AudioStream audio(ProbeReport.Stream stream, ProbeReport report) {
    return new AudioStream(
        stream.index(),
        stream.codec(),
        stream.channels(),
        stream.sampleRate(),
        startOffset(stream, report),
        stream.duration());
  }

  private static Duration startOffset(ProbeReport.Stream stream, ProbeReport report) {
    Duration zero =
        beginsAtZero(report.format()) ? Duration.ZERO : report.start().orElse(Duration.ZERO);
    Duration offset = stream.start().orElse(zero).minus(zero);
    return offset.isNegative() ? Duration.ZERO : offset;
  }

  private static boolean beginsAtZero(String format) {
    return format.startsWith("mov,") || format.startsWith("matroska,");
  }
}
