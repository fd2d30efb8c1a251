package dev.mediajobs.subtitles;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.text.BreakIterator;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;

/**
 * What holds for every transcript, however odd: all scripts, words of 300 letters, no pauses,
 * pauses of an hour, crowds of words in no time.
 */
class CuesPropertyTest {

  /**
   * The same transcripts every time, so that a build fails by its change alone; another number
   * looks elsewhere.
   */
  private static final String SEED = "20261120";

  private static final List<String> SYLLABLES =
      List.of(
          "a",
          "the",
          "and",
          "Wort",
          "été",
          "e\u0301",
          "x",
          "привет",
          "γεια",
          "漢",
          "字",
          "です",
          "カ\u3099",
          "한국",
          "ไทย",
          "กำ",
          "ភាសា",
          "မြန်",
          "سلام",
          "می\u200Cخواهم",
          "שָׁלוֹם",
          "हिन्दी",
          "क्षि",
          "👍🏽",
          "👨\u200D👩\u200D👧",
          "🇩🇪",
          "❤\uFE0F",
          "𠮷",
          "\u0301",
          "\u200D",
          "\u3099",
          "<i>",
          "-->",
          "{\\an8}",
          "&amp;",
          "1",
          "\ud83d",
          "\u202E",
          "don't",
          "U.S.");

  private static final List<String> MARKS =
      List.of("", "", "", ".", ",", "?", "!", "…", "。", "、", "؟", ")", "...", "\"");

  @Provide
  Arbitrary<Transcript> transcripts() {
    Arbitrary<String> texts =
        Arbitraries.frequencyOf(
            Tuple.of(12, syllables(1, 3)),
            Tuple.of(2, Arbitraries.of(SYLLABLES).map(each -> each.repeat(60))),
            Tuple.of(1, Arbitraries.strings().ofMinLength(1).ofMaxLength(200)),
            Tuple.of(1, syllables(40, 90)));
    Arbitrary<Integer> lengths =
        Arbitraries.frequencyOf(
            Tuple.of(2, Arbitraries.just(0)),
            Tuple.of(10, Arbitraries.integers().between(20, 900)),
            Tuple.of(1, Arbitraries.integers().between(0, 30_000)));
    Arbitrary<Integer> steps =
        Arbitraries.frequencyOf(
            Tuple.of(3, Arbitraries.just(0)),
            Tuple.of(10, Arbitraries.integers().between(0, 700)),
            Tuple.of(2, Arbitraries.integers().between(-3_000, 5_000)),
            Tuple.of(1, Arbitraries.integers().between(0, 3_600_000)));
    Arbitrary<Optional<String>> speakers =
        Arbitraries.of("spk_0", "spk_1", "Someone with quite a long name").optional(0.7);
    Arbitrary<Spoken> spoken =
        Combinators.combine(texts, Arbitraries.of(MARKS), lengths, steps, speakers).as(Spoken::new);
    return Combinators.combine(
            spoken.list().ofMaxSize(60),
            Arbitraries.of("en-US", "ja-JP", "th-TH", "ar-SA", "zh-CN").optional(0.8))
        .as(CuesPropertyTest::transcript);
  }

  private static Arbitrary<String> syllables(int least, int most) {
    return Arbitraries.of(SYLLABLES)
        .list()
        .ofMinSize(least)
        .ofMaxSize(most)
        .map(parts -> String.join("", parts));
  }

  private record Spoken(String text, String mark, int length, int step, Optional<String> speaker) {}

  private static Transcript transcript(List<Spoken> all, Optional<String> language) {
    List<Word> words = new ArrayList<>();
    long now = 0;
    for (Spoken spoken : all) {
      now = Math.max(0, now + spoken.step());
      if (!PlainText.clean(spoken.text()).isEmpty()) {
        words.add(
            new Word(
                spoken.text(),
                spoken.mark().equals(")") ? "(" : "",
                spoken.mark(),
                Duration.ofMillis(now),
                Duration.ofMillis(now + spoken.length()),
                OptionalDouble.empty(),
                spoken.speaker()));
      }
      now += spoken.length();
    }
    return Transcript.of(language, words);
  }

  @Provide
  Arbitrary<CueRules> rules() {
    Arbitrary<CueRules> others =
        Combinators.combine(
                Arbitraries.integers().between(10, 80),
                Arbitraries.integers().between(1, 3),
                Arbitraries.integers().between(1, 2_000),
                Arbitraries.integers().between(0, 10_000),
                Arbitraries.integers().between(1, 60),
                Arbitraries.integers().between(0, 1_000),
                Arbitraries.integers().between(100, 10_000))
            .as(
                (width, lines, min, more, speed, gap, pause) ->
                    new CueRules(
                        width,
                        lines,
                        Duration.ofMillis(min),
                        Duration.ofMillis(min + more),
                        speed,
                        Duration.ofMillis(gap),
                        Duration.ofMillis(pause)));
    return Arbitraries.oneOf(Arbitraries.just(CueRules.defaults()), others);
  }

  @Property(tries = 1500, seed = SEED)
  void noTextIsLostOrReordered(
      @ForAll("transcripts") Transcript transcript, @ForAll("rules") CueRules rules) {
    List<Cue> cues = Cues.from(transcript, rules);

    String said = transcript.words().stream().map(Word::shown).collect(joining());
    assertThat(squeezed(cues.stream().map(Cue::text).collect(joining()))).isEqualTo(squeezed(said));
    assertThat(squeezed(cues.stream().flatMap(cue -> cue.lines().stream()).collect(joining())))
        .isEqualTo(squeezed(said));
    assertThat(
            squeezed(
                cues.stream()
                    .flatMap(cue -> cue.words().stream())
                    .map(Word::shown)
                    .collect(joining())))
        .isEqualTo(squeezed(said));
  }

  @Property(tries = 1500, seed = SEED)
  void timesKeepTheirRules(
      @ForAll("transcripts") Transcript transcript, @ForAll("rules") CueRules rules) {
    List<Cue> cues = Cues.from(transcript, rules);

    for (int index = 0; index < cues.size(); index++) {
      Cue cue = cues.get(index);
      Duration shown = cue.end().minus(cue.start());
      assertThat(cue.number()).isEqualTo(index + 1);
      assertThat(shown).isPositive().isLessThanOrEqualTo(rules.maxDuration());
      boolean cutByNext = false;
      if (index + 1 < cues.size()) {
        Duration silence = cues.get(index + 1).start().minus(cue.end());
        assertThat(silence).isGreaterThanOrEqualTo(rules.gap());
        cutByNext = silence.equals(rules.gap());
      }
      if (!cutByNext) {
        assertThat(shown).isGreaterThanOrEqualTo(rules.minDuration());
        boolean readable =
            shown.toMillis() * rules.charactersPerSecond() >= Graphemes.columns(cue.text()) * 1000L;
        assertThat(readable || shown.equals(rules.maxDuration())).isTrue();
      }
      Duration last = cue.start();
      for (Word word : cue.words()) {
        assertThat(word.start()).isGreaterThanOrEqualTo(last);
        assertThat(word.end()).isBetween(word.start(), cue.end());
        last = word.start();
      }
    }
  }

  @Property(tries = 1000, seed = SEED)
  void linesKeepTheirRulesAndNoCharacterIsTorn(
      @ForAll("transcripts") Transcript transcript, @ForAll("rules") CueRules rules) {
    for (Cue cue : Cues.from(transcript, rules)) {
      assertThat(cue.lines()).hasSizeBetween(1, rules.linesPerCue());
      String name =
          cue.introducesSpeaker() ? Speaker.of(cue.speaker().orElseThrow()).label() + ": " : "";
      int from = 0;
      for (String line : cue.lines()) {
        String inFront = from == 0 ? name : "";
        assertThat(Graphemes.columns(inFront) + Graphemes.columns(line))
            .isLessThanOrEqualTo(rules.charactersPerLine());
        assertThat(line).isNotBlank().isEqualTo(line.strip());
        assertThat(cue.text().substring(from)).startsWith(line);
        from += line.length();
        assertThat(isBetweenCharacters(cue.text(), from)).as("%s at %d", cue.text(), from).isTrue();
        from += from < cue.text().length() && cue.text().charAt(from) == ' ' ? 1 : 0;
      }
      assertThat(from).isEqualTo(cue.text().length());
    }
  }

  @Property(tries = 1000, seed = SEED)
  void noCueMixesSpeakersOrSpansALongPauseOrStartsBeforeItsFirstWord(
      @ForAll("transcripts") Transcript transcript, @ForAll("rules") CueRules rules) {
    List<Word> said = transcript.words();
    int wordIndex = 0;
    int offset = 0;
    for (Cue cue : Cues.from(transcript, rules)) {
      assertThat(cue.start()).isGreaterThanOrEqualTo(said.get(wordIndex).start());
      int firstIndex = wordIndex;
      for (Word part : cue.words()) {
        if (wordIndex > firstIndex && offset == 0) {
          Duration pause = said.get(wordIndex).start().minus(said.get(wordIndex - 1).end());
          assertThat(pause).isLessThan(rules.longPause());
        }
        assertThat(part.speaker())
            .isEqualTo(cue.speaker())
            .isEqualTo(said.get(wordIndex).speaker());
        offset += squeezed(part.shown()).length();
        if (offset == squeezed(said.get(wordIndex).shown()).length()) {
          wordIndex++;
          offset = 0;
        }
      }
    }
    assertThat(wordIndex).isEqualTo(said.size());
  }

  @Property(tries = 1000, seed = SEED)
  void strictReadersOfEveryFormatFindTheSameCues(
      @ForAll("transcripts") Transcript transcript, @ForAll("rules") CueRules rules) {
    Subtitles subtitles = Subtitles.of(transcript, rules);
    List<Cue> cues = subtitles.cues();

    List<StrictSubRip.Entry> srt = StrictSubRip.read(text(subtitles, SubtitleFormat.SRT));
    List<StrictWebVtt.Entry> vtt = StrictWebVtt.read(text(subtitles, SubtitleFormat.VTT));

    assertThat(srt).hasSameSizeAs(cues);
    assertThat(vtt).hasSameSizeAs(cues);
    for (int index = 0; index < cues.size(); index++) {
      Cue cue = cues.get(index);
      StrictSubRip.Entry entry = srt.get(index);
      assertThat(entry.number()).isEqualTo(cue.number());
      assertThat(entry.start()).isEqualTo(cue.start());
      assertThat(entry.end()).isEqualTo(cue.end());
      assertThat(entry.lines()).hasSameSizeAs(cue.lines());
      assertThat(entry.lines().getLast()).endsWith(lookAlike(cue.lines().getLast()));
      assertThat(vtt.get(index))
          .isEqualTo(
              new StrictWebVtt.Entry(
                  Integer.toString(cue.number()),
                  cue.start(),
                  cue.end(),
                  cue.speaker().map(id -> Speaker.of(id).label()),
                  cue.lines()));
    }
  }

  private static String text(Subtitles subtitles, SubtitleFormat format) {
    return new String(subtitles.toBytes(format), StandardCharsets.UTF_8);
  }

  private static String lookAlike(String line) {
    return line.replace('<', '‹').replace('>', '›').replace('{', '(').replace('}', ')');
  }

  private static String squeezed(String text) {
    return text.replace(" ", "");
  }

  private static boolean isBetweenCharacters(String text, int offset) {
    BreakIterator characters = BreakIterator.getCharacterInstance(Locale.ROOT);
    characters.setText(text);
    return characters.isBoundary(offset);
  }
}
