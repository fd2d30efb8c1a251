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
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
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
   * @param folderBytes of all files but those of the passages under way: some 100 MB for an hour of
   *     sound, and 16 MB for each passage under way
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

  /** Twice as fast as the fastest people speak at their own speed. */
  private static final double MOST_LETTERS_PER_SECOND = 30;

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
   * Speaks a script, or as much of it as there is time for. An interrupt ends all requests.
   *
   * @param script for this engine
   * @param folder where a folder for the files of this sitting is made, and deleted in the end
   * @param sink gets the audio in the script's format when all of it is spoken; neither flushed nor
   *     closed, and to be thrown away unless the whole speech is answered
   * @throws SpeechException when the script can't be spoken, or not now; see its kind. What was
   *     spoken before is kept.
   * @throws IOException when ffmpeg fails, the folder can't be used, or as {@code sink} or the
   *     sitting's store threw it
   * @throws IllegalArgumentException when the script is for another engine
   */
  public Speech speak(Script script, Path folder, OutputStream sink, Sitting sitting)
      throws SpeechException, IOException, InterruptedException {
    if (!script.provider().equals(provider.name())) {
      throw new IllegalArgumentException("That script is for another engine");
    }
    Instant begin = clock.instant();
    Casting casting = Casting.of(script, provider.voices());
    List<Piece> pieces = pieces(script, casting);
    requireRoom(least(pieces));
    List<Passage> passages = Passage.of(pieces);
    AtomicInteger added = new AtomicInteger();
    try (WorkFolder files = WorkFolder.in(folder, limits.folderBytes(), clock)) {
      Optional<List<SpokenPassage>> spoken = spoken(passages, files, sitting, added);
      if (spoken.isEmpty()) {
        return unfinished(added, begin);
      }
      List<SpokenPiece> all =
          spoken.get().stream().flatMap(passage -> passage.pieces().stream()).toList();
      requireSound(all);
      long samples = all.stream().mapToLong(SpokenPiece::samples).sum();
      if (!sitting.time().mayJoin(Timings.time(samples))) {
        return unfinished(added, begin);
      }
      mixdown.write(files, list(spoken.get(), files), samples, script.format(), sink);
      sitting.listener().reached(1);
      return new Speech.Whole(
          new SpokenScript(
              Timings.time(samples),
              Timings.of(pieces, all),
              Duration.between(begin, clock.instant()),
              pieces.size(),
              casting.notFollowed(script)));
    }
  }

  private Speech unfinished(AtomicInteger added, Instant begin) {
    return new Speech.Unfinished(added.get(), Duration.between(begin, clock.instant()));
  }

  private Optional<List<SpokenPassage>> spoken(
      List<Passage> passages, WorkFolder files, Sitting sitting, AtomicInteger added)
      throws SpeechException, IOException, InterruptedException {
    Set<String> kept = sitting.store().names();
    Speaker speaker = new Speaker(provider, decoder, patience, files, sitting.store());
    Progress progress = new Progress(passages, sitting.listener());
    AtomicLong samples = new AtomicLong();
    return new InParallel(limits.concurrency(), sitting.time())
        .run(
            passages.size(),
            number -> {
              Passage passage = passages.get(number);
              String name = passage.fingerprint(provider.name());
              Optional<SpokenPassage> found =
                  kept.contains(name) ? speaker.kept(passage, number, name) : Optional.empty();
              SpokenPassage spoken;
              if (found.isPresent()) {
                spoken = found.get();
              } else {
                spoken = speaker.spoken(passage, number, name);
                added.incrementAndGet();
              }
              requireRoom(Timings.time(samples.addAndGet(spoken.samples())));
              progress.spoken(passage);
              return spoken;
            });
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

  /** How long these pieces take at least, so that what is sure to be too long costs nothing. */
  private static Duration least(List<Piece> pieces) {
    double seconds = 0;
    for (Piece piece : pieces) {
      Utterance utterance = piece.utterance();
      long letters = utterance.text().codePoints().filter(Character::isLetterOrDigit).count();
      seconds +=
          letters / (MOST_LETTERS_PER_SECOND * utterance.delivery().rate())
              + (double) piece.pause() / SpokenPiece.SAMPLE_RATE;
    }
    return Duration.ofSeconds((long) seconds);
  }

  private void requireRoom(Duration speech) throws SpeechException {
    if (speech.compareTo(limits.longest()) > 0) {
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

  private static Path list(List<SpokenPassage> passages, WorkFolder files) throws IOException {
    List<String> lines = new ArrayList<>();
    for (int number = 0; number < passages.size(); number++) {
      if (passages.get(number).samples() > 0) {
        lines.add("file '" + Speaker.nameOf(number) + "'");
      }
    }
    return Files.write(files.file("list.txt"), lines);
  }

  /** How much of the text was spoken. */
  private static final class Progress {
    private final SpeechListener listener;
    private final long all;
    private long characters;

    private Progress(List<Passage> passages, SpeechListener listener) {
      this.listener = listener;
      this.all = passages.stream().mapToLong(Passage::characters).sum();
    }

    private synchronized void spoken(Passage passage) {
      characters += passage.characters();
      listener.reached((double) characters / all);
    }
  }
}
