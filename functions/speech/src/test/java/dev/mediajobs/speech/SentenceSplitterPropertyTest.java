package dev.mediajobs.speech;

import static org.assertj.core.api.Assertions.assertThat;

import java.text.BreakIterator;
import java.util.List;
import java.util.Locale;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

class SentenceSplitterPropertyTest {
  private static final String[] BITS = {
    "a",
    "word",
    "Sentence",
    ".",
    "!",
    "?",
    "...",
    ",",
    " ",
    "  ",
    "\n",
    "\r\n",
    "\t",
    "-",
    "–",
    "(",
    ")",
    "\"",
    "'",
    "é",
    "e\u0301",
    "\u0301",
    "\u200d",
    "\u200b",
    "\ufe0f",
    "1",
    "3.14",
    "&",
    "<",
    ">",
    "<speak>",
    "😀",
    "👩‍👩‍👧‍👦",
    "👍🏽",
    "🇦🇹",
    "🇦",
    "✈️",
    "你",
    "好。",
    "日本語、",
    "テスト！",
    "한국어",
    "각",
    "ก็",
    "ข้าว",
    "नमस्ते",
    "क्षि",
    "العربية",
    "؟",
    "עברית",
    "ελληνικά;",
    "русский",
    "Ἀ",
    "\u3000",
    "\u00a0",
    "\u2028",
    "𝒳",
    "ᄒ",
    "ᅡ",
    "ᆫ"
  };

  @Provide
  Arbitrary<String> texts() {
    return Arbitraries.of(BITS).list().ofMaxSize(400).map(bits -> String.join("", bits));
  }

  @Property
  void noPieceIsTooHeavyBlankOrTornAndNothingButWhiteSpaceIsLost(
      @ForAll("texts") String text, @ForAll @IntRange(min = 500, max = 700) int limit) {
    List<String> pieces = SentenceSplitter.of(limit, Ssml::weight).split(text, Locale.ROOT);

    BreakIterator clusters = BreakIterator.getCharacterInstance(Locale.ROOT);
    clusters.setText(text);
    int at = 0;
    for (String piece : pieces) {
      int start = text.indexOf(piece, at);
      assertThat(text.substring(at, start)).isBlank();
      assertThat(clusters.isBoundary(start)).isTrue();
      assertThat(clusters.isBoundary(start + piece.length())).isTrue();
      assertThat(piece).isNotBlank();
      assertThat(Ssml.text(piece).markup().length()).isLessThanOrEqualTo(limit);
      at = start + piece.length();
    }
    assertThat(text.substring(at)).isBlank();
  }

  @Property
  void whatFitsIsNeverCut(@ForAll("texts") String text) {
    assertThat(SentenceSplitter.of(Math.max(100, text.length())).split(text, Locale.ROOT))
        .hasSizeLessThanOrEqualTo(1);
  }
}
