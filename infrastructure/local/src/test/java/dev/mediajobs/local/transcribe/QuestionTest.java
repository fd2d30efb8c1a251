package dev.mediajobs.local.transcribe;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class QuestionTest {

  private static boolean asks(String words) {
    return Question.asks(List.of(words.split(" ", -1)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "when can we start",
        "and what does it cost",
        "how long does it take",
        "is it free"
      })
  void anAuxiliaryBeforeItsSubjectAsks(String words) {
    assertThat(asks(words)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"when we can start", "we can start", "it is good", "thank you", "and", "what"})
  void anythingElseIsAStatement(String words) {
    assertThat(asks(words)).isFalse();
  }
}
