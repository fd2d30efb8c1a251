package dev.mediajobs.subtitles;

import static dev.mediajobs.subtitles.Talk.millis;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class CuesTest {
  @Test
  void nothingSaidGivesNoCues() {
    assertThat(new Talk().cues()).isEmpty();
  }

  @Test
  void aShortSentenceStaysLongEnoughToBeRead() {
    List<Cue> cues = new Talk().at(2).eachWordTakes(0.2).says("Yes.").cues();

    assertThat(cues)
        .extracting(Cue::start, Cue::end)
        .containsExactly(tuple(millis(2), millis(2.833)));
  }

  @Test
  void aCueStaysIntoSilenceUntilItsCharactersCanBeRead() {
    List<Cue> cues =
        new Talk().eachWordTakes(0.1).says("Forty characters are quick to say here.").cues();

    assertThat(cues).hasSize(1);
    assertThat(cues.getFirst().text()).hasSize(39);
    assertThat(cues.getFirst().end()).isEqualTo(Duration.ofMillis(1950));
  }

  @Test
  void aCueNeverStaysLongerThanTheLongest() {
    List<Cue> cues = new Talk().eachWordTakes(12).says("Ommm").cues();

    assertThat(cues).extracting(Cue::end).containsExactly(millis(7));
    assertThat(cues.getFirst().words().getFirst().end()).isEqualTo(millis(7));
  }

  @Test
  void slowSpeechIsSplitBeforeItLastsTooLong() {
    List<Cue> cues = new Talk().eachWordTakes(1.4).says("one two three four five six seven").cues();

    assertThat(cues).hasSize(2);
    assertThat(cues).allMatch(cue -> cue.end().minus(cue.start()).compareTo(millis(7)) <= 0);
  }

  @Test
  void twoFramesLieBetweenCuesWhenSpeechGoesOn() {
    List<Cue> cues =
        new Talk().says("This is the first sentence. This is the second sentence.").cues();

    assertThat(cues)
        .extracting(Cue::start, Cue::end)
        .containsExactly(tuple(millis(0), millis(1.416)), tuple(millis(1.5), millis(3)));
  }

  @Test
  void aSentenceEndsACueBeforeItIsFull() {
    assertThat(new Talk().says("He left at noon. She stayed on.").cues())
        .extracting(Cue::text)
        .containsExactly("He left at noon.", "She stayed on.");
  }

  @Test
  void sentencesTooShortToBeReadAloneShareACue() {
    assertThat(new Talk().eachWordTakes(0.25).says("No. Yes. Well. I see what you mean.").cues())
        .extracting(Cue::text)
        .containsExactly("No. Yes. Well. I see what you mean.");
  }

  @Test
  void aLongSentenceIsCutAtItsClauses() {
    List<Cue> cues =
        new Talk()
            .says(
                "When the rain had finally stopped falling on the roofs, everyone in the village came out"
                    + " to the square, and the children were the first to start dancing.")
            .cues();

    assertThat(cues)
        .extracting(Cue::text)
        .containsExactly(
            "When the rain had finally stopped falling on the roofs,",
            "everyone in the village came out to the square,",
            "and the children were the first to start dancing.");
  }

  @Test
  void noCueIsLeftWithASingleWordOfASentence() {
    List<Cue> cues =
        new Talk()
            .says(
                "Nobody in this large old building knows where all the keys to the many different little rooms upstairs are")
            .cues();

    assertThat(cues).hasSize(2);
    assertThat(cues).allMatch(cue -> cue.words().size() > 5);
  }

  @Test
  void aLongPauseEndsACue() {
    assertThat(new Talk().says("Wait for it").after(1.5).says("now").cues())
        .extracting(Cue::text)
        .containsExactly("Wait for it", "now");
    assertThat(new Talk().says("Wait for it").after(0.3).says("now").cues())
        .extracting(Cue::text)
        .containsExactly("Wait for it now");
  }

  @Test
  void aCueHoldsOneSpeakersWordsOnly() {
    List<Cue> cues = new Talk().by("spk_0").says("Are you").by("spk_1").says("Yes I am").cues();

    assertThat(cues)
        .extracting(Cue::text, cue -> cue.speaker().orElse("nobody"), Cue::introducesSpeaker)
        .containsExactly(tuple("Are you", "spk_0", true), tuple("Yes I am", "spk_1", true));
  }

  @Test
  void aSpeakerIsIntroducedOncePerTurnAndNotAtAllWhenAlone() {
    assertThat(
            new Talk()
                .eachWordTakes(0.4)
                .by("spk_0")
                .says("One sentence here. Another sentence here.")
                .cues())
        .extracting(Cue::introducesSpeaker)
        .containsExactly(false, false);
    assertThat(
            new Talk()
                .eachWordTakes(0.4)
                .by("spk_0")
                .says("One sentence here. Another sentence here.")
                .by("spk_1")
                .says("Fine with me.")
                .cues())
        .extracting(Cue::introducesSpeaker)
        .containsExactly(true, false, true);
  }

  @Test
  void theFirstLineOfATurnLeavesRoomForTheName() {
    List<Cue> cues =
        new Talk()
            .by("spk_0")
            .says("This sentence has exactly forty letters.")
            .after(3)
            .by("spk_1")
            .says("Indeed.")
            .cues();

    assertThat(cues.getFirst().lines()).hasSize(2);
    assertThat("Speaker 1: ".length() + cues.getFirst().lines().getFirst().length())
        .isLessThanOrEqualTo(42);
  }

  @Test
  void aCueThatSomebodyCutsOffIsStillSeenForFiveFrames() {
    List<Cue> cues =
        new Talk()
            .by("spk_0")
            .eachWordTakes(0.05)
            .says("I")
            .by("spk_1")
            .eachWordTakes(0.4)
            .says("Stop right there.")
            .cues();

    assertThat(cues.get(0).end()).isEqualTo(millis(0.2));
    assertThat(cues.get(1).start()).isEqualTo(millis(0.284));
  }

  @Test
  void twoLinesBreakWhereTheSentenceBends() {
    assertThat(new Talk().says("We walked along the river, talking about old times.").cues())
        .extracting(Cue::lines)
        .containsExactly(List.of("We walked along the river,", "talking about old times."));
    assertThat(new Talk().says("I would have called you but my phone was dead again").cues())
        .extracting(Cue::lines)
        .containsExactly(List.of("I would have called you", "but my phone was dead again"));
  }

  @Test
  void ofTwoEqualBreaksTheLowerLineIsTheLongerOne() {
    assertThat(new Talk().in("xx").says("aaaaaaaaa bbbbbbbbb ccccccccc ddddddddd eeeeeeeee").cues())
        .extracting(Cue::lines)
        .containsExactly(List.of("aaaaaaaaa bbbbbbbbb", "ccccccccc ddddddddd eeeeeeeee"));
  }

  @Test
  void aWordThatLeansOnTheNextIsNotLeftAtTheEndOfALine() {
    assertThat(new Talk().says("She put all of her books on the small old shelf").cues())
        .extracting(Cue::lines)
        .containsExactly(List.of("She put all of her books", "on the small old shelf"));
  }

  @Test
  void aWordLongerThanALineIsCutAndNothingOfItIsLost() {
    String word = "x".repeat(100);
    List<Cue> cues = new Talk().says(word).cues();

    assertThat(String.join("", cues.stream().flatMap(cue -> cue.lines().stream()).toList()))
        .isEqualTo(word);
    assertThat(cues).allMatch(cue -> cue.lines().stream().allMatch(line -> line.length() <= 42));
  }

  @Test
  void aWordIsNotCutInsideACharacterOfSeveralCodePoints() {
    String family = "👨\u200D👩\u200D👧\u200D👦";
    List<Cue> cues = new Talk().says(family.repeat(30)).cues();

    assertThat(cues.getFirst().lines().getFirst()).isEqualTo(family.repeat(21));
  }

  @Test
  void japaneseIsSetWithoutSpacesAndTwentyOneCharactersALine() {
    List<Cue> cues =
        new Talk().in("ja-JP").says("今日 は とても いい 天気 な ので 、 みんな で AWS の 公園 に 行き まし た 。").cues();

    assertThat(cues).extracting(Cue::text).containsExactly("今日はとてもいい天気なので、みんなでAWSの公園に行きました。");
    assertThat(cues.getFirst().lines()).hasSize(2).allMatch(line -> Graphemes.columns(line) <= 42);
    assertThat(cues.getFirst().lines().getFirst()).endsWith("、");
  }

  @Test
  void thaiIsSetWithoutSpacesButItsNumbersKeepThem() {
    assertThat(new Talk().in("th-TH").says("ราคา 500 บาท นะ ครับ").cues())
        .extracting(Cue::text)
        .containsExactly("ราคา 500 บาทนะครับ");
  }

  @Test
  void koreanAndArabicKeepTheirSpaces() {
    assertThat(new Talk().in("ko-KR").says("안녕하세요 여러분").cues())
        .extracting(Cue::text)
        .containsExactly("안녕하세요 여러분");
    assertThat(new Talk().in("ar-SA").says("مرحبا بكم، أصدقائي").cues())
        .extracting(Cue::text)
        .containsExactly("مرحبا بكم، أصدقائي");
  }

  @Test
  void otherRulesAreFollowedToo() {
    var narrow = new CueRules(12, 1, millis(1), millis(2), 100, Duration.ZERO, millis(1));
    List<Cue> cues =
        Cues.from(new Talk().says("these words are set in short lines").transcript(), narrow);

    assertThat(cues).allMatch(cue -> cue.lines().size() == 1 && cue.text().length() <= 12);
    assertThat(cues.get(1).start()).isEqualTo(cues.get(0).end());
  }
}
