package dev.mediajobs.subtitles;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class GraphemesTest {
  @Test
  void aCharacterOfSeveralCodePointsIsOneColumn() {
    assertThat(Graphemes.columns("e\u0301a")).isEqualTo(2);
    assertThat(Graphemes.columns("กำ")).isEqualTo(1);
    assertThat(Graphemes.columns("שָׁלוֹם")).isEqualTo(4);
  }

  @Test
  void wideCharactersAndEmojiAreTwoColumns() {
    assertThat(Graphemes.columns("漢字")).isEqualTo(4);
    assertThat(Graphemes.columns("か\u3099")).isEqualTo(2);
    assertThat(Graphemes.columns("한글")).isEqualTo(4);
    assertThat(Graphemes.columns("ＡＢ")).isEqualTo(4);
    assertThat(Graphemes.columns("👨\u200D👩\u200D👧")).isEqualTo(2);
    assertThat(Graphemes.columns("🇩🇪")).isEqualTo(2);
    assertThat(Graphemes.columns("❤\uFE0F")).isEqualTo(2);
    assertThat(Graphemes.columns("𠮷")).isEqualTo(2);
  }

  @Test
  void textIsCutAtSpacesFirst() {
    assertThat(Graphemes.cut("New York City", 9, 9)).containsExactly("New York", "City");
  }

  @Test
  void textWithoutSpacesIsCutBetweenCharacters() {
    assertThat(Graphemes.cut("abcdefg", 2, 3)).containsExactly("ab", "cde", "fg");
    assertThat(Graphemes.cut("漢字漢字", 3, 5)).containsExactly("漢", "字漢", "字");
    assertThat(Graphemes.cut("e\u0301e\u0301e\u0301", 2, 2))
        .containsExactly("e\u0301e\u0301", "e\u0301");
  }

  @Test
  void aPieceNeverBeginsOrEndsWithASpace() {
    assertThat(Graphemes.cut("abc def ghi", 3, 3)).containsExactly("abc", "def", "ghi");
    assertThat(Graphemes.cut("abc def", 4, 4)).containsExactly("abc", "def");
  }

  @Test
  void aMarkWithoutItsLetterIsTornOff() {
    assertThat(Graphemes.isTorn("e", "\u0301")).isTrue();
    assertThat(Graphemes.isTorn("ก", "า")).isFalse();
    assertThat(Graphemes.isTorn("a", "b")).isFalse();
  }
}
