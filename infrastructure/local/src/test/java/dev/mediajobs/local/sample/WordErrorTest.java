package dev.mediajobs.local.sample;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

final class WordErrorTest {

  @Test
  void caseAndPunctuationDoNotCount() {
    assertThat(WordError.between("Good morning, Ben.", "good morning ben"))
        .isEqualTo(new WordError(0, 3));
  }

  @Test
  void changedMissingAndAddedWordsCountOneEach() {
    assertThat(WordError.between("one two three four", "one too four five"))
        .isEqualTo(new WordError(3, 4));
    assertThat(WordError.between("one two", "").rate()).isEqualTo(1.0);
    assertThat(WordError.between("one", "one two three").rate()).isEqualTo(2.0);
  }

  @Test
  void aRateNeedsSomethingThatWasSaid() {
    assertThatThrownBy(() -> WordError.between(" ... ", "word"))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
