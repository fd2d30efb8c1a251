package dev.mediajobs.worker.speech;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * One piece while it is asked for: what the engine answered, what that is as samples, and how often
 * it was tried. Not for use by several threads.
 */
final class Take {
  private final Piece piece;
  private final Path answer;
  private final Path samples;
  private Optional<Sound> sound = Optional.empty();
  private int tried;

  /**
   * A piece that was not asked for yet.
   *
   * @param answer where to put what the engine delivers
   * @param samples where to put it when it is decoded
   */
  Take(Piece piece, Path answer, Path samples) {
    this.piece = piece;
    this.answer = answer;
    this.samples = samples;
  }

  /**
   * Has the engine say it, as often as one may try.
   *
   * @param mostBytes of the answer
   * @throws SpeechException when it does not, or not now
   */
  void record(SpeechProvider provider, Patience patience, long mostBytes)
      throws SpeechException, IOException, InterruptedException {
    while (true) {
      tried++;
      try {
        sound = Optional.of(provider.synthesise(piece.utterance(), answer, mostBytes));
        return;
      } catch (SpeechException e) {
        failed(e, patience);
      }
    }
  }

  /**
   * Waits before another try.
   *
   * @throws SpeechException the failure, when no other try may succeed
   */
  void failed(SpeechException failure, Patience patience)
      throws SpeechException, InterruptedException {
    try {
      patience.awaitNext(tried, failure);
    } catch (SpeechException e) {
      throw e.about("turns[%d]".formatted(piece.turn()));
    }
  }

  /** How much the engine answered; nothing to what can't be said. */
  long bytes() throws IOException {
    return Files.size(answer);
  }

  /** What ffmpeg is told in front of the answer. */
  List<String> inputArguments() {
    return sound
        .orElseThrow(() -> new IllegalStateException("nothing was recorded"))
        .inputArguments();
  }

  Path answer() {
    return answer;
  }

  Path samples() {
    return samples;
  }

  long pause() {
    return piece.pause();
  }

  void delete() throws IOException {
    Files.deleteIfExists(answer);
    Files.deleteIfExists(samples);
  }
}
