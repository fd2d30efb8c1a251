package dev.mediajobs.worker.speech;

import dev.mediajobs.speech.Script;
import dev.mediajobs.speech.SentenceSplitter;
import dev.mediajobs.speech.Turn;
import dev.mediajobs.worker.media.Ffmpeg;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Speaks a script: its turns in pieces that the engine takes, several at once, then joined in order
 * with their pauses, at -16 LUFS with true peaks of at most -1.5 dB, mono at 24 kHz. Memory does
 * not grow with the script's sound, which lies in files meanwhile.
 */
public final class Synthesis {

  /**
   * What one speech may take.
   *
   * @param concurrency requests at once, 1 to 64
   * @param longest audio that is made, at most a day
   * @param folderBytes of all files but those being decoded: some 100 MB for an hour of sound
   * @param joining time for each of the two passes over all sound
   */
  public record Limits(int concurrency, Duration longest, long folderBytes, Duration joining) {
    /**
     * Checks the limits.
     *
     * @throws IllegalArgumentException when one makes no sense
     */
    public Limits {
      if (concurrency < 1 || concurrency > 64) {
        throw new IllegalArgumentException("concurrency must be 1 to 64");
      }
      // A day of 16-bit samples is just less than the 4 GiB that a WAV file can hold.
      if (!longest.isPositive() || longest.compareTo(Duration.ofDays(1)) > 0) {
        throw new IllegalArgumentException("longest must be positive and at most a day");
      }
      if (folderBytes < 1 || !joining.isPositive()) {
        throw new IllegalArgumentException("folderBytes and joining must be positive");
      }
    }
  }

  /**
   * The bytes of one answer: ten minutes of 16-bit samples at 48 kHz, more than any piece takes.
   */
  private static final long MOST_ANSWER_BYTES = 64L * 1024 * 1024;

  private final SpeechProvider provider;
  private final PieceDecoder decoder;
  private final Mixdown mixdown;
  private final Limits limits;
  private final InstantSource clock;
  private final Patience patience;

  Synthesis(
      SpeechProvider provider,
      Ffmpeg ffmpeg,
      Limits limits,
      InstantSource clock,
      Patience patience) {
    this.provider = provider;
    this.decoder = new PieceDecoder(ffmpeg);
    this.mixdown = new Mixdown(ffmpeg, limits.joining());
    this.limits = limits;
    this.clock = clock;
    this.patience = patience;
  }

  /** Speaks with this engine. */
  public static Synthesis with(
      SpeechProvider provider, Ffmpeg ffmpeg, Limits limits, InstantSource clock) {
    return new Synthesis(provider, ffmpeg, limits, clock, Patience.real());
  }

  /**
   * Speaks a script. An interrupt ends all requests.
   *
   * @param script for this engine
   * @param folder where a folder for the files of this speech is made, and deleted in the end
   * @param sink gets the audio in the script's format; neither flushed nor closed, and to be thrown
   *     away when this throws
   * @throws SpeechException when the script can't be spoken, or not now; see its kind
   * @throws IOException when ffmpeg fails, the folder can't be used, or as {@code sink} threw it
   * @throws IllegalArgumentException when the script is for another engine
   */
  public SpokenScript speak(Script script, Path folder, OutputStream sink, SpeechListener listener)
      throws SpeechException, IOException, InterruptedException {
    if (!script.provider().equals(provider.name())) {
      throw new IllegalArgumentException("That script is for another engine");
    }
    Instant begin = clock.instant();
    Casting casting = Casting.of(script, provider.voices());
    List<Piece> pieces = pieces(script, casting);
    try (WorkFolder files = WorkFolder.in(folder, limits.folderBytes(), clock)) {
      Progress progress = new Progress(pieces, listener);
      AtomicLong samples = new AtomicLong();
      List<SpokenPiece> spoken =
          new InParallel(limits.concurrency())
              .run(
                  pieces.size(),
                  number -> {
                    SpokenPiece piece = spoken(pieces.get(number), number, files, samples);
                    progress.spoken(number);
                    return piece;
                  });
      long all = samples.get();
      requireSound(spoken);
      mixdown.write(files, list(spoken, files), all, script.format(), sink);
      listener.reached(1);
      return new SpokenScript(
          Timings.time(all),
          Timings.of(pieces, spoken),
          Duration.between(begin, clock.instant()),
          pieces.size(),
          casting.notFollowed(script));
    }
  }

  private List<Piece> pieces(Script script, Casting casting) {
    SentenceSplitter splitter = provider.splitter();
    Locale locale = script.language().map(Locale::forLanguageTag).orElse(Locale.ROOT);
    List<Piece> pieces = new ArrayList<>();
    for (int index = 0; index < script.turns().size(); index++) {
      Turn turn = script.turns().get(index);
      Voice voice = casting.voiceOf(turn);
      List<String> texts = splitter.split(turn.text(), locale);
      for (int part = 0; part < texts.size(); part++) {
        String text = texts.get(part);
        Duration pause = part == texts.size() - 1 ? script.pauseAfter(index) : Duration.ZERO;
        pieces.add(
            new Piece(
                index,
                new Utterance(text, voice, voice.within(turn.delivery()), script.language()),
                pause.toMillis() * SpokenPiece.SAMPLE_RATE / 1000));
      }
    }
    return pieces;
  }

  private SpokenPiece spoken(Piece piece, int number, WorkFolder files, AtomicLong samples)
      throws SpeechException, IOException, InterruptedException {
    Path answer = files.file("answer-" + number);
    Path flac = files.file(nameOf(number));
    try {
      for (int tried = 1; ; tried++) {
        try {
          Sound sound = provider.synthesise(piece.utterance(), answer, MOST_ANSWER_BYTES);
          SpokenPiece spoken = decoder.decode(answer, sound, piece.pause(), flac);
          files.reserve(spoken.samples() == 0 ? 0 : Files.size(flac));
          requireRoom(samples.addAndGet(spoken.samples()));
          return spoken;
        } catch (SpeechException e) {
          patience.awaitNext(tried, e);
        }
      }
    } catch (SpeechException e) {
      throw e.about("turns[%d]".formatted(piece.turn()));
    } finally {
      Files.deleteIfExists(answer);
    }
  }

  private void requireRoom(long samples) throws SpeechException {
    if (Timings.time(samples).compareTo(limits.longest()) > 0) {
      throw SpeechException.badInput(
          "turns",
          "take longer than %d minutes to be spoken; split them into several scripts"
              .formatted(limits.longest().toMinutes()),
          Optional.empty());
    }
  }

  private static void requireSound(List<SpokenPiece> pieces) throws SpeechException {
    if (pieces.stream().allMatch(piece -> piece.spoken() == 0)) {
      throw SpeechException.badInput(
          "turns", "hold nothing that the voices can say", Optional.empty());
    }
  }

  private static String nameOf(int number) {
    return "piece-%d.flac".formatted(number);
  }

  private static Path list(List<SpokenPiece> pieces, WorkFolder files) throws IOException {
    List<String> lines = new ArrayList<>();
    for (int number = 0; number < pieces.size(); number++) {
      if (pieces.get(number).samples() > 0) {
        lines.add("file '" + nameOf(number) + "'");
      }
    }
    return Files.write(files.file("list.txt"), lines);
  }

  /** How much of the text was spoken. */
  private static final class Progress {
    private final List<Piece> pieces;
    private final SpeechListener listener;
    private final long all;
    private long characters;

    private Progress(List<Piece> pieces, SpeechListener listener) {
      this.pieces = pieces;
      this.listener = listener;
      this.all = pieces.stream().mapToLong(Progress::length).sum();
    }

    private synchronized void spoken(int number) {
      characters += length(pieces.get(number));
      listener.reached((double) characters / all);
    }

    private static long length(Piece piece) {
      return piece.utterance().text().length();
    }
  }
}
