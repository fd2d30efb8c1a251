package dev.mediajobs.subtitles;

import static dev.mediajobs.subtitles.Talk.millis;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.tuple;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

class TranscriptTest {
  private static Word word(String text, double start, double end) {
    return Word.of(text, millis(start), millis(end));
  }

  private static Transcript of(Word... words) {
    return Transcript.of(Optional.empty(), List.of(words));
  }

  @Test
  void wordsAreSortedByTheirStartAndThoseThatStartTogetherKeepTheirOrder() {
    Transcript transcript = of(word("c", 2, 3), word("a", 1, 1), word("b", 1, 2));

    assertThat(transcript.words()).extracting(Word::text).containsExactly("a", "b", "c");
  }

  @Test
  void aWordThatRunsIntoTheNextIsCutWhereTheNextBegins() {
    Transcript transcript = of(word("long", 0, 5), word("next", 2, 3));

    assertThat(transcript.words().getFirst().end()).isEqualTo(millis(2));
  }

  @Test
  void aWordWithoutSpeakerBelongsToWhoeverSpokeBefore() {
    Transcript transcript =
        of(
            word("first", 0, 1),
            word("a", 1, 2).spokenBy("spk_1"),
            word("b", 2, 3),
            word("c", 3, 4).spokenBy("spk_0"),
            word("d", 4, 5));

    assertThat(transcript.words())
        .extracting(each -> each.speaker().orElse("nobody"))
        .containsExactly("spk_1", "spk_1", "spk_1", "spk_0", "spk_0");
  }

  @Test
  void speakersAreListedAsTheyAreFirstHeardAndCountedFromOne() {
    Transcript transcript =
        of(word("a", 0, 1).spokenBy("spk_1"), word("b", 1, 2).spokenBy("spk_0"));

    assertThat(transcript.speakers())
        .containsExactly(new Speaker("spk_1", "Speaker 2"), new Speaker("spk_0", "Speaker 1"));
    assertThat(Speaker.of("Anna")).isEqualTo(new Speaker("Anna", "Anna"));
  }

  @Test
  void aWordThatBeginsWithACombiningMarkIsTheRestOfTheOneBefore() {
    Transcript transcript = of(word("กำ", 0, 1), word("\u0E38x", 1, 2));

    assertThat(transcript.words()).extracting(Word::text).containsExactly("กำ\u0E38x");
    assertThat(transcript.words().getFirst().end()).isEqualTo(millis(2));
  }

  @Test
  void shiftingMovesEveryWordAndTheEnd() {
    Transcript transcript = of(word("a", 0, 1), word("b", 1, 2)).shiftedBy(millis(1.5));

    assertThat(transcript.words())
        .extracting(Word::start)
        .containsExactly(millis(1.5), millis(2.5));
    assertThat(transcript.duration()).isEqualTo(millis(3.5));
  }

  @Test
  void shiftingBackStopsAtZero() {
    Transcript transcript = of(word("a", 0, 1), word("b", 1, 2)).shiftedBy(millis(-1.5));

    assertThat(transcript.words())
        .extracting(Word::start, Word::end)
        .containsExactly(tuple(Duration.ZERO, Duration.ZERO), tuple(Duration.ZERO, millis(0.5)));
  }

  @Test
  void aRecordingIsNeverShorterThanItsLastWord() {
    Transcript transcript = of(word("a", 0, 4));

    assertThat(transcript.lasting(millis(10)).duration()).isEqualTo(millis(10));
    assertThat(transcript.lasting(millis(1)).duration()).isEqualTo(millis(4));
  }

  @Test
  void wordsAreCleanedOfWhatNoSubtitleCanHold() {
    assertThat(word("a\u0000b\r\nc\u2028d\u202Ee\ud800\t", 0, 1).text()).isEqualTo("ab c de\ufffd");
    assertThat(word("می\u200Cخواهم", 0, 1).text()).isEqualTo("می\u200Cخواهم");
    assertThat(word("👨\u200D👩\u200D👧", 0, 1).text()).isEqualTo("👨\u200D👩\u200D👧");
  }

  @Test
  void aSpaceIsNeverTheBaseOfACombiningMark() {
    assertThat(word("cafe \u0301 e \u0fb1 x", 0, 1).text()).isEqualTo("cafe\u0301 e\u0fb1 x");
  }

  @Test
  void timesAreCutToTheMillisecond() {
    Word word = Word.of("a", Duration.ofNanos(1_999_999), Duration.ofNanos(2_999_999));

    assertThat(word.start()).isEqualTo(Duration.ofMillis(1));
    assertThat(word.end()).isEqualTo(Duration.ofMillis(2));
  }

  @Test
  void senselessWordsAreRefused() {
    assertThatIllegalArgumentException().isThrownBy(() -> word("\u0000 \u202E", 0, 1));
    assertThatIllegalArgumentException().isThrownBy(() -> word("a", 2, 1));
    assertThatIllegalArgumentException().isThrownBy(() -> word("a", -1, 1));
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                new Word(
                    "a",
                    "",
                    "",
                    Duration.ZERO,
                    Duration.ZERO,
                    OptionalDouble.of(Double.NaN),
                    Optional.empty()));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Transcript(Optional.empty(), List.of(), millis(-1)));
  }
}
