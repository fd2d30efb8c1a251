package dev.mediajobs.speech;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ScriptReaderTest {
  private static final String WHOLE =
      """
      {"provider": "polly", "language": "en-US", "output_format": "wav",
       "voice_assignments": {"Anna": "Joanna", "Ben": "Matthew", "Nobody": "Amy"},
       "turns": [{"role": "Anna", "text": "Good morning!", "rate": 1.25, "pitch": -2.5, "style": "news", "pause_after_ms": 300},
                 {"role": "Ben", "text": "Is it?", "rate": null}]}
      """;

  @Test
  void everyFieldOfAScriptIsRead() throws Exception {
    Script script = ScriptReader.severalRoles(WHOLE);

    Turn first =
        new Turn(
            "Anna",
            "Good morning!",
            new Delivery(1.25, -2.5, Optional.of("news")),
            Optional.of(Duration.ofMillis(300)));
    assertThat(script)
        .isEqualTo(
            new Script(
                "polly",
                Optional.of("en-US"),
                List.of(first, Turn.of("Ben", "Is it?")),
                Map.of("Anna", "Joanna", "Ben", "Matthew", "Nobody", "Amy"),
                AudioFormat.WAV));
    assertThat(script.pauseAfter(0)).hasMillis(300);
    assertThat(script.pauseAfter(1)).isZero();
    assertThat(script.voiceOf(first)).isEqualTo("Joanna");
  }

  @Test
  void whatIsWrittenIsReadAgain() throws Exception {
    Script script = ScriptReader.severalRoles(WHOLE);

    byte[] json = ScriptWriter.toJson(script).getBytes(StandardCharsets.UTF_8);

    assertThat(ScriptReader.severalRoles(new ByteArrayInputStream(json))).isEqualTo(script);
  }

  @Test
  void aScriptOfOneRoleNeedsNoRole() throws Exception {
    Script script =
        ScriptReader.oneRole(
            """
            {"provider": "polly", "voice": "Joanna", "text": "Hello.", "pitch": 3}
            """);

    assertThat(script.turns())
        .containsExactly(
            new Turn(
                Script.ONLY_ROLE,
                "Hello.",
                new Delivery(1, 3, Optional.empty()),
                Optional.empty()));
    assertThat(script.voices()).isEqualTo(Map.of(Script.ONLY_ROLE, "Joanna"));
    assertThat(script.format()).isEqualTo(AudioFormat.MP3);
  }

  @Test
  void everythingThatIsWrongIsToldAtOnce() {
    assertThat(
            problems(
                """
                {"provider": "Polly!", "language": "not a language", "output_format": "ogg", "volume": 3,
                 "voice_assignments": {"Anna": 7, "Ben": ""},
                 "turns": [{"role": "Anna", "text": " \\n\\t\\u200b", "rate": 2.01, "pitch": "high", "stlye": "news"},
                           {"text": "No role."},
                           "no turn",
                           {"role": "Ben", "text": "A bell\\u0007.", "pause_after_ms": 10001},
                           {"role": "Cid", "text": "No voice.", "style": ""},
                           {"role": "Cid", "text": "Told once.", "pause_after_ms": 0.5}]}
                """))
        .containsExactly(
            "provider must be 1 to 32 lower-case letters, digits and hyphens",
            "language must be a language tag such as en-US",
            "output_format must be mp3 or wav",
            "volume is not known here; there are provider, language, output_format, voice_assignments, turns",
            "voice_assignments.Anna must be a string",
            "voice_assignments.Ben must not be blank",
            "turns[0].rate must lie between 0.5 and 2, where 1 is the voice's own speed",
            "turns[0].pitch must be a number",
            "turns[0].stlye is not known here; there are role, text, rate, pitch, style, pause_after_ms",
            "turns[0].text must not be blank",
            "turns[1].role is missing",
            "turns[2] must be an object, {…}",
            "turns[3].pause_after_ms must be a whole number of milliseconds from 0 to 10,000",
            "turns[3].text must be plain text, but character 7 is U+0007",
            "turns[4].style must not be blank",
            "turns[5].pause_after_ms must be a whole number of milliseconds from 0 to 10,000",
            "turns[0].role is Anna, which has no voice in voice_assignments",
            "turns[3].role is Ben, which has no voice in voice_assignments",
            "turns[4].role is Cid, which has no voice in voice_assignments");
  }

  @Test
  void whatIsLeftOutIsNamed() {
    assertThat(problems("{}"))
        .containsExactly(
            "turns must be 1 to 10,000 turns, but there are none", "provider is missing");
    assertThat(catchThrowableOfType(InvalidScriptException.class, () -> ScriptReader.oneRole("{}")))
        .hasMessage("voice is missing; text is missing; provider is missing");
  }

  @Test
  void aScriptHasOneToTenThousandTurns() throws Exception {
    assertThat(problems(turns(0)))
        .containsExactly("turns must be 1 to 10,000 turns, but there are none");
    assertThat(ScriptReader.severalRoles(turns(10_000)).turns()).hasSize(10_000);
    assertThat(problems(turns(10_001)))
        .containsExactly("turns must be 1 to 10,000 turns, but there are more");
  }

  @Test
  void aTurnHasAtMostAHundredThousandCharactersHoweverManyUnitsTheyTake() throws Exception {
    assertThat(ScriptReader.severalRoles(oneTurn("😀".repeat(100_000))).turns()).hasSize(1);
    assertThat(problems(oneTurn("a".repeat(1024 * 1024))))
        .containsExactly(
            "turns[0].text must be 1 to 100,000 characters, but is 1,048,576; make it several turns");
  }

  @Test
  void aScriptHoldsAtMostOneMebibyteOfText() throws Exception {
    String eighth = "é".repeat(64 * 1024);

    assertThat(ScriptReader.severalRoles(turns(8, eighth)).turns()).hasSize(8);
    assertThat(problems(turns(9, eighth)))
        .containsExactly("turns must hold at most 1 MiB of text in all (1,048,576 bytes)");
  }

  @Test
  void markupAndEmojiAreText() throws Exception {
    String text = "<speak>Hi & \"bye\"</speak> 👩‍👩‍👧‍👦 مرحبا 你好 สวัสดี";

    assertThat(ScriptReader.severalRoles(oneTurn(text)).turns().getFirst().text()).isEqualTo(text);
  }

  @ParameterizedTest
  @CsvSource({
    "\\u0000,U+0000",
    "\\u001b,U+001B",
    "\\u0085,U+0085",
    "\\ud800,U+D800",
    "\\udc00,U+DC00",
    "\\uffff,U+FFFF",
    "\\ufdd0,U+FDD0",
    "\\u007f,U+007F"
  })
  void whatCanNotBeWrittenAsXmlIsNoText(String escaped, String shown) {
    assertThat(problems(oneTurn("Hello " + escaped)))
        .containsExactly("turns[0].text must be plain text, but character 7 is " + shown);
  }

  @Test
  void aCharacterUnderAPileOfMarksIsNoText() throws Exception {
    assertThat(ScriptReader.severalRoles(oneTurn("a" + "\u0301".repeat(63))).turns()).hasSize(1);
    assertThat(problems(oneTurn("ba" + "\u0301".repeat(64))))
        .containsExactly(
            "turns[0].text must be plain text, but character 2 has more than 64 marks on it");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "[]",
        "7",
        "null",
        "{",
        "{\"turns\": [}",
        "{\"provider\": \"p\"",
        "{'a': 1}"
      })
  void whatIsNotAJsonObjectIsToldSo(String text) {
    assertThat(String.join("; ", problems(text))).startsWith("the script ").contains("JSON");
  }

  @Test
  void nothingMayFollowOrStandTwice() {
    String whole = turns(1);
    assertThat(problems(whole + "{}"))
        .containsExactly("the script must be one JSON object; something follows it");
    assertThat(problems("{\"provider\": \"a\",\n \"provider\": \"b\"}"))
        .singleElement()
        .asString()
        .startsWith("the script names a member twice: look at line 2, column ");
  }

  @Test
  void hostileNumbersNestingAndNamesAreRefusedInBoundedTimeAndMemory() {
    String turn = "{\"provider\":\"p\",\"turns\":[{\"role\":\"A\",\"text\":\"a\",\"rate\":%s}]}";
    assertThat(problems(turn.formatted("1e999999999")))
        .contains("turns[0].rate must lie between 0.5 and 2, where 1 is the voice's own speed");
    assertThat(problems(turn.formatted("1" + "0".repeat(1000))))
        .first()
        .asString()
        .contains("long");
    assertThat(problems("{\"x\":" + "[".repeat(100_000))).last().asString().contains("nested");
    assertThat(problems("{\"" + "x".repeat(900) + "\":1}"))
        .first()
        .isEqualTo(
            "x".repeat(40)
                + "… is not known here; there are provider, language, output_format, voice_assignments, turns");
  }

  @Test
  void ofVeryManyProblemsAHundredAreTold() {
    List<String> problems = problems(turns(10_000, "\\u0007"));

    assertThat(problems).hasSize(101);
    assertThat(problems.getLast()).isEqualTo("the script has more problems than these 100");
  }

  @Test
  void aScriptMadeWithoutJsonKeepsTheSameRules() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Turn.of("A", " "))
        .withMessage("text must not be blank");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Delivery(Double.NaN, 0, Optional.empty()));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Delivery(1, Double.NaN, Optional.empty()));
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                new Script(
                    "p",
                    Optional.empty(),
                    List.of(Turn.of("A", "a")),
                    Map.of("B", "Joanna"),
                    AudioFormat.MP3))
        .withMessage("turns[0].role has no voice");
  }

  private static List<String> problems(String json) {
    InvalidScriptException refusal =
        catchThrowableOfType(InvalidScriptException.class, () -> ScriptReader.severalRoles(json));
    assertThat(refusal).isNotNull();
    return refusal.problems().stream().map(ScriptProblem::toString).toList();
  }

  private static String oneTurn(String text) {
    return turns(1, text.replace("\"", "\\\""));
  }

  private static String turns(int count) {
    return turns(count, "Hello.");
  }

  private static String turns(int count, String text) {
    String turn = "{\"role\":\"A\",\"text\":\"" + text + "\"}";
    return "{\"provider\":\"polly\",\"voice_assignments\":{\"A\":\"Joanna\"},\"turns\":["
        + String.join(",", java.util.Collections.nCopies(count, turn))
        + "]}";
  }
}
