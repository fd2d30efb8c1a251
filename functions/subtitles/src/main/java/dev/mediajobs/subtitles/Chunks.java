package dev.mediajobs.subtitles;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/** Turns a transcript's words into {@link Chunk}s, each of which fits on a line. */
final class Chunks {
  private final Spacing spacing;
  private final LinkingWords linking;
  private final int width;
  private final boolean severalSpeakers;
  private final List<Chunk> chunks;

  private Chunks(Transcript transcript, CueRules rules) {
    spacing = Spacing.of(transcript.language());
    linking = LinkingWords.of(transcript.language());
    width = rules.charactersPerLine();
    severalSpeakers = transcript.speakers().size() > 1;
    chunks = new ArrayList<>(transcript.words().size());
  }

  static List<Chunk> of(Transcript transcript, CueRules rules) {
    var result = new Chunks(transcript, rules);
    List<Word> words = transcript.words();
    for (int index = 0; index < words.size(); index++) {
      result.add(words, index);
    }
    return result.chunks;
  }

  private void add(List<Word> words, int index) {
    Word word = words.get(index);
    Optional<Word> before = index == 0 ? Optional.empty() : Optional.of(words.get(index - 1));
    boolean spaced = before.map(left -> spacing.isSpaced(left, word)).orElse(false);
    boolean turn =
        severalSpeakers && before.map(left -> !left.speaker().equals(word.speaker())).orElse(true);
    int reserved = turn ? word.speaker().map(this::columnsOfName).orElse(0) : 0;
    Border border =
        index + 1 == words.size()
            ? Border.SENTENCE
            : Border.between(word, words.get(index + 1), linking);
    String shown = word.shown();
    int columns = Graphemes.columns(shown);
    if (columns <= width - reserved) {
      chunks.add(new Chunk(word, shown, columns, spaced, turn, reserved, border));
    } else {
      addInPieces(
          word, shown, columns, new Chunk(word, shown, columns, spaced, turn, reserved, border));
    }
  }

  /** The columns that naming the speaker takes; one of more than half a line is left out. */
  private int columnsOfName(String speaker) {
    return SpeakerName.inLine(Speaker.of(speaker).label(), width).map(Graphemes::columns).orElse(0);
  }

  private void addInPieces(Word word, String shown, int columns, Chunk whole) {
    List<String> pieces = Graphemes.cut(shown, width - whole.reserved(), width);
    long start = whole.startMillis();
    long length = whole.endMillis() - start;
    int columnsSoFar = 0;
    int offset = 0;
    for (int index = 0; index < pieces.size(); index++) {
      String piece = pieces.get(index);
      boolean first = index == 0;
      boolean last = index == pieces.size() - 1;
      boolean atSpace = !first && shown.charAt(offset) == ' ';
      offset += piece.length() + (atSpace ? 1 : 0);
      int pieceColumns = Graphemes.columns(piece);
      long from = start + length * columnsSoFar / columns;
      columnsSoFar = Math.min(columns, columnsSoFar + pieceColumns + (atSpace ? 1 : 0));
      long to = last ? whole.endMillis() : start + length * columnsSoFar / columns;
      chunks.add(
          new Chunk(
              part(word, piece, last, Duration.ofMillis(from), Duration.ofMillis(to)),
              piece,
              pieceColumns,
              first ? whole.spaced() : atSpace,
              first && whole.turn(),
              first ? whole.reserved() : 0,
              last ? whole.border() : atSpace ? Border.PLAIN : Border.LEANING));
    }
  }

  private static Word part(Word word, String piece, boolean last, Duration start, Duration end) {
    OptionalDouble confidence = word.confidence();
    String after = word.after();
    boolean keepsMarks =
        last && !after.isEmpty() && piece.length() > after.length() && piece.endsWith(after);
    return keepsMarks
        ? new Word(
            piece.substring(0, piece.length() - after.length()),
            "",
            after,
            start,
            end,
            confidence,
            word.speaker())
        : new Word(piece, "", "", start, end, confidence, word.speaker());
  }
}
