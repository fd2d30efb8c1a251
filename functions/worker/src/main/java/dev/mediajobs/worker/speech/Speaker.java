package dev.mediajobs.worker.speech;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Has passages spoken by an engine, or takes them from where they were kept. Safe for threads. */
final class Speaker {
  /**
   * The bytes of all answers of a passage: ten minutes of 16-bit samples at 48 kHz, more than any
   * takes.
   */
  private static final long MOST_ANSWER_BYTES = 64L * 1024 * 1024;

  private final SpeechProvider provider;
  private final PieceDecoder decoder;
  private final Patience patience;
  private final WorkFolder files;
  private final SpokenStore store;

  /**
   * A speaker for one sitting.
   *
   * @param files where the sound of passages lies, under their numbers
   */
  Speaker(
      SpeechProvider provider,
      PieceDecoder decoder,
      Patience patience,
      WorkFolder files,
      SpokenStore store) {
    this.provider = provider;
    this.decoder = decoder;
    this.patience = patience;
    this.files = files;
    this.store = store;
  }

  /** The sound of the passage of this number. */
  static String nameOf(int number) {
    return "passage-%d.flac".formatted(number);
  }

  /**
   * Takes a passage from where an earlier sitting has kept it.
   *
   * @param name under which it was kept
   * @return empty when it is not there any more, or can't be used
   */
  Optional<SpokenPassage> kept(Passage passage, int number, String name)
      throws SpeechException, IOException {
    Path file = keptFile(number);
    try {
      return store.fetch(name, file)
          ? reserved(KeptPassage.read(file, passage, flac(number)), number)
          : Optional.empty();
    } finally {
      Files.deleteIfExists(file);
    }
  }

  /**
   * Has a passage spoken and keeps it.
   *
   * @param name under which to keep it
   * @throws SpeechException about the turn that can't be spoken, or not now
   */
  SpokenPassage spoken(Passage passage, int number, String name)
      throws SpeechException, IOException, InterruptedException {
    Path joined = files.file("joined-" + number);
    List<Take> takes = takes(passage, number);
    Path file = keptFile(number);
    try {
      long left = MOST_ANSWER_BYTES;
      for (Take take : takes) {
        take.record(provider, patience, left);
        left -= take.bytes();
      }
      decode(takes, left);
      SpokenPassage spoken = decoder.join(takes, joined, flac(number));
      reserved(Optional.of(spoken), number);
      KeptPassage.write(spoken, flac(number), file);
      store.keep(name, file);
      return spoken;
    } finally {
      for (Take take : takes) {
        take.delete();
      }
      Files.deleteIfExists(joined);
      Files.deleteIfExists(file);
    }
  }

  /** All at once; when one of them can't be decoded, each by itself, and that one anew. */
  private void decode(List<Take> takes, long left)
      throws SpeechException, IOException, InterruptedException {
    if (takes.size() > 1) {
      try {
        decoder.decode(takes);
        return;
      } catch (SpeechException _) {
        // Which of them it was is found out below, and told if it stays so.
      }
    }
    for (Take take : takes) {
      while (!isDecoded(take)) {
        take.record(provider, patience, left + take.bytes());
      }
    }
  }

  private boolean isDecoded(Take take) throws SpeechException, IOException, InterruptedException {
    try {
      decoder.decode(List.of(take));
      return true;
    } catch (SpeechException e) {
      take.failed(e, patience);
      return false;
    }
  }

  private Optional<SpokenPassage> reserved(Optional<SpokenPassage> spoken, int number)
      throws SpeechException, IOException {
    if (spoken.isPresent() && spoken.get().samples() > 0) {
      files.reserve(Files.size(flac(number)));
    }
    return spoken;
  }

  private List<Take> takes(Passage passage, int number) {
    List<Take> takes = new ArrayList<>();
    for (int index = 0; index < passage.pieces().size(); index++) {
      takes.add(
          new Take(
              passage.pieces().get(index),
              files.file("answer-%d-%d".formatted(number, index)),
              files.file("samples-%d-%d".formatted(number, index))));
    }
    return takes;
  }

  private Path flac(int number) {
    return files.file(nameOf(number));
  }

  private Path keptFile(int number) {
    return files.file("kept-" + number);
  }
}
