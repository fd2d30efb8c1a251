package dev.mediajobs.speech;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class KnownVoicesTest {
  private static final KnownVoices POLLY = KnownVoices.ofPolly(Set.of());

  @Test
  void aScriptWhoseVoicesExistHasNoProblem() {
    assertThat(POLLY.problemsOf(script(Optional.of("en-US"), "Joanna", "Brian"))).isEmpty();
    assertThat(POLLY.problemsOf(script(Optional.of("hi"), "Aditi", "Kajal"))).isEmpty();
    assertThat(POLLY.problemsOf(script(Optional.empty(), "Hans", "Zhiyu"))).isEmpty();
  }

  @Test
  void anUnknownVoiceIsToldOnceARoleWithItsFirstTurnAndVoicesThatExist() {
    List<ScriptProblem> problems =
        POLLY.problemsOf(script(Optional.of("en-GB"), "Joanna", "arthur"));

    assertThat(problems)
        .containsExactly(
            new ScriptProblem(
                "voice_assignments.Ben",
                "is arthur, which is no voice of polly, so turns[1] can't be spoken;"
                    + " there are, among others, Arthur, Aditi, Amy, Aria, Ayanda"));
  }

  @Test
  void aVoiceOfAnotherLanguageIsToldWithVoicesOfTheRightOne() {
    assertThat(POLLY.problemsOf(script(Optional.of("de-DE"), "Vicki", "Aditi")))
        .extracting(ScriptProblem::problem)
        .containsExactly(
            "is Aditi, which speaks en-IN and hi-IN and not de-DE, so turns[1] can't be spoken;"
                + " there are, among others, Daniel, Hannah, Hans, Marlene, Sabrina");
    assertThat(POLLY.problemsOf(script(Optional.of("el-GR"), "Amy", "Amy")))
        .extracting(ScriptProblem::problem)
        .hasSize(2)
        .allMatch(problem -> problem.endsWith("; no voice speaks this language"));
  }

  @Test
  void aRoleThatHasNoTurnMayHaveAnyVoice() {
    Script script =
        new Script(
            "polly",
            Optional.empty(),
            List.of(Turn.of("Anna", "Hello.")),
            Map.of("Anna", "Joanna", "Ben", "Nobody"),
            AudioFormat.MP3);

    assertThat(POLLY.problemsOf(script)).isEmpty();
  }

  @Test
  void newerVoicesOfPollyMayBeNamedAndSpeakWhatTheyAreGiven() {
    KnownVoices more = KnownVoices.ofPolly(KnownVoices.names(" Nova,, Zora "));

    assertThat(more.problemsOf(script(Optional.of("el-GR"), "Nova", "Zora"))).isEmpty();
    assertThat(more.languages()).hasSize(POLLY.languages().size() + 2);
    assertThat(KnownVoices.ofPolly(Set.of("Amy")).languages()).isEqualTo(POLLY.languages());
  }

  @Test
  void anEngineWhoseVoicesAreNamedHasNoOthers() {
    KnownVoices server = KnownVoices.of(Set.of("nova", "alloy"));

    assertThat(server.problemsOf(script(Optional.of("el-GR"), "nova", "alloy"))).isEmpty();
    assertThat(server.problemsOf(script(Optional.of("en-US"), "nova", "Joanna")))
        .extracting(ScriptProblem::problem)
        .containsExactly(
            "is Joanna, which is no voice of polly, so turns[1] can't be spoken;"
                + " there are alloy, nova");
  }

  private static Script script(Optional<String> language, String anna, String ben) {
    return new Script(
        "polly",
        language,
        List.of(
            Turn.of("Anna", "Hello."), Turn.of("Ben", "Hello."), Turn.of("Ben", "How are you?")),
        Map.of("Anna", anna, "Ben", ben),
        AudioFormat.MP3);
  }
}
