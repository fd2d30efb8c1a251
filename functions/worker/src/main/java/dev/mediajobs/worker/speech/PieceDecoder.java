package dev.mediajobs.worker.speech;

import dev.mediajobs.worker.media.Ffmpeg;
import dev.mediajobs.worker.media.MediaException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Turns what an engine delivered into samples of one rate, several pieces at once: to start ffmpeg
 * takes longer than to decode a sentence. What was decoded is kept as FLAC: losslessly, and in a
 * form that can be joined to the sample.
 */
final class PieceDecoder {
  /** The largest single piece of memory that ffmpeg may ask for. */
  private static final String LARGEST_ALLOCATION = String.valueOf(128 * 1024 * 1024);

  private static final Duration LIMIT = Duration.ofMinutes(2);

  /** Several times what the longest piece takes of the slowest voice. */
  private static final Duration LONGEST = Duration.ofMinutes(30);

  private static final int BYTES_PER_SAMPLE = 2;
  private static final long LONGEST_BYTES =
      LONGEST.toSeconds() * SpokenPiece.SAMPLE_RATE * BYTES_PER_SAMPLE;
  private static final int CHUNK = 64 * 1024;

  private final Ffmpeg ffmpeg;

  PieceDecoder(Ffmpeg ffmpeg) {
    this.ffmpeg = ffmpeg;
  }

  /**
   * Decodes what was recorded into the samples of each take.
   *
   * @throws SpeechException of the passing kind when one of them can't be decoded, or has no end
   * @throws IOException when ffmpeg can't be started or a file not be read
   */
  void decode(List<Take> takes) throws SpeechException, IOException, InterruptedException {
    List<Take> sounding = new ArrayList<>();
    for (Take take : takes) {
      if (take.bytes() == 0) {
        Files.write(take.samples(), new byte[0]);
      } else {
        sounding.add(take);
      }
    }
    if (sounding.isEmpty()) {
      return;
    }
    run(decoding(sounding), "the engine's sound can't be decoded");
    for (Take take : sounding) {
      if (Files.size(take.samples()) > LONGEST_BYTES) {
        throw SpeechException.passing(
            "the engine went on for more than %d minutes".formatted(LONGEST.toMinutes()),
            Optional.empty());
      }
    }
  }

  /**
   * Puts decoded takes one behind the other, each with its pause; their samples are gone then.
   *
   * @param joined for the samples meanwhile
   * @param flac to be written; left out when there is neither sound nor pause
   * @throws SpeechException of the passing kind when that takes too long
   * @throws IOException when ffmpeg fails or a file can't be used
   */
  SpokenPassage join(List<Take> takes, Path joined, Path flac)
      throws SpeechException, IOException, InterruptedException {
    List<SpokenPiece> pieces = new ArrayList<>();
    try (OutputStream out = Files.newOutputStream(joined)) {
      for (Take take : takes) {
        Hearing hearing = new Hearing(out);
        Files.copy(take.samples(), hearing);
        silence(take.pause(), hearing);
        pieces.add(hearing.piece(take.pause()));
        take.delete();
      }
    }
    SpokenPassage passage = new SpokenPassage(pieces);
    if (passage.samples() > 0) {
      run(encoding(joined, flac), "the samples can't be kept");
    }
    Files.delete(joined);
    return passage;
  }

  private static void silence(long samples, OutputStream out) throws IOException {
    byte[] chunk = new byte[CHUNK];
    for (long left = samples * BYTES_PER_SAMPLE; left > 0; left -= CHUNK) {
      out.write(chunk, 0, (int) Math.min(left, CHUNK));
    }
  }

  private void run(List<String> arguments, String problem)
      throws SpeechException, IOException, InterruptedException {
    Ffmpeg.Finished finished;
    try {
      finished = ffmpeg.run(arguments, LIMIT);
    } catch (MediaException e) {
      throw SpeechException.passing("decoding took too long", e);
    }
    if (!finished.succeeded()) {
      throw SpeechException.passing(problem, new IOException(finished.messages()));
    }
  }

  private static List<String> decoding(List<Take> takes) {
    List<String> arguments = new ArrayList<>(List.of("-loglevel", "error", "-y"));
    arguments.addAll(List.of("-max_alloc", LARGEST_ALLOCATION, "-filter_threads", "1"));
    for (Take take : takes) {
      arguments.addAll(List.of("-protocol_whitelist", "file"));
      arguments.addAll(take.inputArguments());
      arguments.addAll(List.of("-t", String.valueOf(LONGEST.toSeconds() + 1)));
      arguments.addAll(List.of("-threads", "1", "-i", take.answer().toString()));
    }
    for (int number = 0; number < takes.size(); number++) {
      arguments.addAll(List.of("-map", "%d:a:0".formatted(number)));
      arguments.addAll(
          List.of(
              "-af",
              "aresample=%d,aformat=sample_fmts=s16:channel_layouts=mono"
                  .formatted(SpokenPiece.SAMPLE_RATE)));
      arguments.addAll(List.of("-f", "s16le", takes.get(number).samples().toString()));
    }
    return arguments;
  }

  private static List<String> encoding(Path samples, Path flac) {
    List<String> arguments = new ArrayList<>(List.of("-loglevel", "error", "-y"));
    arguments.addAll(List.of("-protocol_whitelist", "file"));
    arguments.addAll(new Sound.Samples(SpokenPiece.SAMPLE_RATE).inputArguments());
    arguments.addAll(List.of("-i", samples.toString(), "-threads", "1"));
    arguments.addAll(List.of("-c:a", "flac", "-f", "flac", flac.toString()));
    return arguments;
  }
}
