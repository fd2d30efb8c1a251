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

  private static final List<String> WHAT_IT_IS =
      List.of(
          "-show_entries",
          "format=format_name,start_time,duration,probe_score"
              + ":stream=index,codec_type,codec_name,start_time,duration,channels,channel_layout,sample_rate"
              + ":stream_disposition=default,attached_pic");

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
    Instant end = Instant.now().plus(limit);
    Answer answer = ask(source, WHAT_IT_IS, limit);
    if (!answer.finished().succeeded()) {
      String messages = answer.finished().messages();
      if (!isOfAcceptedFormat(source, Duration.between(Instant.now(), end))) {
        throw new MediaException(Kind.NOT_MEDIA, messages);
      }
      return undecoded(source, Duration.between(Instant.now(), end), messages);
    }
    ProbeReport report = answer.report();
    if (report.certainty() < GUESS) {
      throw new MediaException(Kind.NOT_MEDIA, "Only guessed to be " + report.format());
    }
    Optional<ProbeReport.Stream> sound = sound(report).filter(_ -> mayBeginUnseen(report));
    Optional<Duration> firstPacket =
        sound.isPresent()
            ? firstPacket(source, sound.get(), Duration.between(Instant.now(), end))
            : Optional.empty();
    return info(report, firstPacket);
  }

  /** What ffprobe found out, and how it ended. */
  private record Answer(ProbeReport report, Ffmpeg.Finished finished) {}

  private Answer ask(URI source, List<String> question, Duration limit)
      throws IOException, MediaException, InterruptedException {
    List<String> arguments =
        new ArrayList<>(List.of("-loglevel", "warning", "-of", "flat", "-show_error"));
    arguments.addAll(question);
    arguments.addAll(List.of("-probesize", PROBE_BYTES));
    arguments.addAll(SourceArguments.probing(source, ffmpeg));
    ConnectionWatch connection = new ConnectionWatch();
    ByteArrayOutputStream output = new ByteArrayOutputStream();
    Ffmpeg.Finished finished = ffmpeg.probe(arguments, limit, output, connection::read);
    ProbeReport report = ProbeReport.parse(output.toString(StandardCharsets.UTF_8));
    Optional<Kind> sourceFailure =
        report.errorCode().flatMap(ErrorCode::sourceFailure).or(connection::failure);
    if (sourceFailure.isPresent()) {
      throw new MediaException(sourceFailure.get(), finished.messages());
    }
    return new Answer(report, finished);
  }

  /**
   * Whether the sound may begin later than ffprobe says: it stops reading after some seconds or
   * megabytes of pictures, and lets every stream that it has not met by then begin with the others.
   */
  private static boolean mayBeginUnseen(ProbeReport report) {
    Optional<Duration> start = sound(report).flatMap(ProbeReport.Stream::start);
    return report.streams().stream().anyMatch(ProbeReport.Stream::isMovingPicture)
        && (start.isEmpty() || start.equals(report.start()));
  }

  /**
   * When the first packet of the sound is played, on the recording's own clock. However many
   * pictures come before it are read.
   */
  private Optional<Duration> firstPacket(URI source, ProbeReport.Stream sound, Duration limit)
      throws IOException, MediaException, InterruptedException {
    List<String> question =
        List.of(
            "-show_entries",
            "packet=pts_time",
            "-select_streams",
            Integer.toString(sound.index()),
            "-read_intervals",
            "%+#1");
    return ask(source, question, limit).report().firstPacket();
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
    return info(report, Optional.empty());
  }

  private static MediaInfo info(ProbeReport report, Optional<Duration> firstPacket) {
    return new MediaInfo(
        report.format(),
        report.duration(),
        sound(report).map(stream -> audio(stream, report, firstPacket)),
        report.streams().stream()
            .filter(ProbeReport.Stream::isMovingPicture)
            .findFirst()
            .map(stream -> new PictureStream(stream.index(), stream.codec())));
  }

  /** The sound that a player would play, if it plays the coding and anything of it was met. */
  private static Optional<ProbeReport.Stream> sound(ProbeReport report) {
    return report.streams().stream()
        .filter(ProbeReport.Stream::isAudio)
        .min(
            Comparator.<ProbeReport.Stream, Boolean>comparing(stream -> !stream.isOfKnownCoding())
                .thenComparing(stream -> stream.sampleRate() == 0)
                .thenComparing(stream -> !stream.isDefault()));
  }

  private static AudioStream audio(
      ProbeReport.Stream stream, ProbeReport report, Optional<Duration> firstPacket) {
    return new AudioStream(
        stream.index(),
        stream.codec(),
        stream.channels(),
        stream.isPlaced(),
        stream.sampleRate(),
        startOffset(stream, report, firstPacket),
        stream.duration());
  }

  private static Duration startOffset(
      ProbeReport.Stream stream, ProbeReport report, Optional<Duration> firstPacket) {
    Duration zero =
        beginsAtZero(report.format()) ? Duration.ZERO : report.start().orElse(Duration.ZERO);
    Duration told = stream.start().orElse(zero);
    // Of the first packet some samples may be silence of the coding's own, which "told" leaves out.
    Duration start = firstPacket.filter(found -> found.compareTo(told) > 0).orElse(told);
    Duration offset = start.minus(zero);
    return offset.isNegative() ? Duration.ZERO : offset;
  }

  private static boolean beginsAtZero(String format) {
    return format.startsWith("mov,") || format.startsWith("matroska,");
  }
}
