package dev.mediajobs.worker.speech;

import dev.mediajobs.worker.media.Ffmpeg;
import dev.mediajobs.worker.media.MediaException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Turns what an engine delivered into samples of one rate, kept as FLAC: losslessly, and in a form
 * that can be joined to the sample.
 */
final class PieceDecoder {
  /** The largest single piece of memory that ffmpeg may ask for. */
  private static final String LARGEST_ALLOCATION = String.valueOf(128 * 1024 * 1024);

  private static final Duration LIMIT = Duration.ofMinutes(2);

  /** Several times what the longest piece takes of the slowest voice. */
  private static final Duration LONGEST = Duration.ofMinutes(30);

  private final Ffmpeg ffmpeg;

  PieceDecoder(Ffmpeg ffmpeg) {
    this.ffmpeg = ffmpeg;
  }

  /**
   * Decodes one piece and puts a pause behind it.
   *
   * @param source what the engine delivered; an empty file is no sound
   * @param pause samples of silence
   * @param flac to be written; left out when there is neither sound nor pause
   * @throws SpeechException of the passing kind when it can't be decoded, or has no end
   * @throws IOException when ffmpeg can't be started or a file not be read
   */
  SpokenPiece decode(Path source, Sound sound, long pause, Path flac)
      throws SpeechException, IOException, InterruptedException {
    boolean empty = Files.size(source) == 0;
    if (empty && pause == 0) {
      return new SpokenPiece(0, 0, -1, -1);
    }
    Sound form = empty ? new Sound.Samples(SpokenPiece.SAMPLE_RATE) : sound;
    Hearing hearing = new Hearing();
    Ffmpeg.Finished finished;
    try {
      finished = ffmpeg.run(arguments(source, form, pause, flac), LIMIT, hearing, _ -> {});
    } catch (MediaException e) {
      throw SpeechException.passing("decoding took too long", e);
    }
    if (!finished.succeeded() || hearing.samples() < pause) {
      throw SpeechException.passing(
          "the engine's sound can't be decoded", new IOException(finished.messages()));
    }
    SpokenPiece piece = hearing.piece(pause);
    if (Timings.time(piece.spoken()).compareTo(LONGEST) > 0) {
      throw SpeechException.passing(
          "the engine went on for more than %d minutes".formatted(LONGEST.toMinutes()),
          Optional.empty());
    }
    return piece;
  }

  private static List<String> arguments(Path source, Sound form, long pause, Path flac) {
    List<String> arguments = new ArrayList<>(List.of("-loglevel", "error", "-y"));
    arguments.addAll(List.of("-max_alloc", LARGEST_ALLOCATION, "-protocol_whitelist", "file"));
    arguments.addAll(form.inputArguments());
    arguments.addAll(List.of("-t", String.valueOf(LONGEST.toSeconds() + 1)));
    arguments.addAll(List.of("-threads", "1", "-i", source.toString()));
    arguments.addAll(
        List.of(
            "-filter_complex",
            "[0:a:0]aresample=%d,aformat=sample_fmts=s16:channel_layouts=mono%s,asplit=2[kept][heard]"
                .formatted(SpokenPiece.SAMPLE_RATE, pause == 0 ? "" : ",apad=pad_len=" + pause)));
    arguments.addAll(List.of("-map", "[kept]", "-map_metadata", "-1", "-c:a", "flac"));
    arguments.addAll(List.of("-f", "flac", flac.toString()));
    arguments.addAll(List.of("-map", "[heard]", "-f", "s16le", "pipe:1"));
    return arguments;
  }
}
