package dev.mediajobs.speech;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SentenceSplitterTest {

  @Test
  void aTextThatFitsStaysWhole() {
    assertThat(split("One. Two! Three?", 100)).containsExactly("One. Two! Three?");
  }

  @Test
  void aLongTextIsCutAfterTheLastSentenceThatFits() {
    String first = "The first sentence is here. ";
    String text = first.repeat(4) + "The fifth would be one too many.";

    assertThat(split(text, 120))
        .containsExactly(first.repeat(4).strip(), "The fifth would be one too many.");
  }

  @Test
  void chineseAndJapaneseSentencesEndWithTheirOwnMarks() {
    String sentence = "今天天气很好，我们去公园散步吧。";

    assertThat(split(sentence.repeat(20), 100))
        .allSatisfy(piece -> assertThat(piece).endsWith("。"));
  }

  @Test
  void aLongSentenceIsCutAfterAWord() {
    String text = "word, and ".repeat(50);

    assertThat(split(text, 100))
        .hasSize(5)
        .allSatisfy(piece -> assertThat(piece).matches("(word, and ?){10}"));
  }

  @Test
  void aThaiSentenceIsCutBetweenItsWords() {
    // "I like to eat fried rice", without spaces as it is written.
    List<String> pieces =
        SentenceSplitter.of(100).split("ฉันชอบกินข้าวผัด".repeat(20), Locale.forLanguageTag("th"));

    assertThat(String.join("", pieces)).isEqualTo("ฉันชอบกินข้าวผัด".repeat(20));
    assertThat(pieces).allSatisfy(piece -> assertThat(piece).matches("(ฉัน|ชอบ|กิน|ข้าว|ผัด).*"));
  }

  @Test
  void aWordWithoutEndIsCutBetweenCharacters() {
    String family = "👩‍👩‍👧‍👦";

    assertThat(split(family.repeat(30), 100))
        .hasSize(4)
        .allSatisfy(piece -> assertThat(piece.replace(family, "")).isEmpty());
  }

  @Test
  void blankTextHasNoPieces() {
    assertThat(split("", 100)).isEmpty();
    assertThat(split(" \r\n\t\u3000", 100)).isEmpty();
  }

  @Test
  void anEngineMayWeighCharactersInItsOwnWay() {
    List<String> pieces =
        SentenceSplitter.of(100, Ssml::weight).split("& ".repeat(100), Locale.ROOT);

    assertThat(pieces)
        .allSatisfy(
            piece -> assertThat(Ssml.text(piece).markup().length()).isLessThanOrEqualTo(100));
    assertThat(String.join(" ", pieces)).isEqualTo("& ".repeat(100).strip());
  }

  @Test
  void aCharacterTooHeavyForAnyPieceIsRefusedRatherThanTorn() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> split("abc e" + "\u0301".repeat(100), 100))
        .withMessage("The character at 4 weighs more than 100");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a",
        ". ",
        "a. ",
        "A. ",
        "!?",
        "a b ",
        "...a",
        "(\"",
        "😀",
        "👩‍👩‍👧‍👦",
        "🇦🇹",
        "é",
        "e\u0301",
        "नमस्ते ",
        "你好。",
        "你",
        "ก",
        "ฉันชอบ",
        "\n",
        "\r\n\r\n",
        "a\u00a0",
        "1,234.",
        "3.a",
        "\u200b",
        "العربية. ",
        "한국어 "
      })
  void aMegabyteOfAnythingIsSplitInLinearTime(String unit) {
    String text = unit.repeat(1024 * 1024 / unit.length());

    // Half a second on two cores; quadratic work would take hours.
    List<String> pieces =
        assertTimeoutPreemptively(Duration.ofSeconds(30), () -> split(text, 1000));

    assertThat(pieces).allSatisfy(piece -> assertThat(piece).hasSizeLessThanOrEqualTo(1000));
  }

  private static List<String> split(String text, int limit) {
    return SentenceSplitter.of(limit).split(text, Locale.ROOT);
  }
}
