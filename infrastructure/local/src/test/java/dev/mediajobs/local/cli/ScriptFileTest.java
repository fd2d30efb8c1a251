package dev.mediajobs.local.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ScriptFileTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  @TempDir private Path folder;

  @Test
  void linesOfNamesAndWordsAreTurns() throws Exception {
    ObjectNode script =
        read(
            """
            \uFEFF# The opening.
            Anna: Good morning.

            It is cold (http://example.com).
              Note: this line is indented.
            Ben Brown:
            Is it?
            """);

    assertThat(script)
        .isEqualTo(
            JSON.readTree(
                """
                {"turns": [
                  {"role": "Anna",
                   "text": "Good morning.\\n\\nIt is cold (http://example.com).\\nNote: this line is indented."},
                  {"role": "Ben Brown", "text": "Is it?"}]}"""));
  }

  @Test
  void theJsonOfTheApiIsTakenAsItIs() throws Exception {
    String json = "{\"voice\":\"Amy\",\"text\":\"Hello.\",\"rate\":1.5}";

    assertThat(read("\n  " + json)).isEqualTo(JSON.readTree(json));
  }

  @ParameterizedTest
  @CsvSource({
    "'', nobody says anything",
    "' \n\t', nobody says anything",
    "'Good morning.', line 1 begins with nobody",
    "'# No one\n\nhttp://example.com', line 3 begins with nobody",
    "'Anna: Hello.\nBen:\n\nAnna: Well.', 'line 2 names Ben, who says nothing'",
    "'{\"turns\":', this is no valid JSON: look at line 1",
  })
  void whatIsNoScriptIsRefusedAndSaysWhere(String text, String problem) {
    assertThatThrownBy(() -> read(text))
        .isInstanceOf(CommandFailure.class)
        .hasMessageContaining("script.txt: " + problem);
  }

  @Test
  void filesThatCantBeScriptsAreRefused() throws Exception {
    Path missing = folder.resolve("missing.txt");
    Path latin = Files.write(folder.resolve("latin.txt"), new byte[] {'A', ':', ' ', (byte) 0xE4});
    Path large = folder.resolve("large.txt");
    Files.writeString(large, "Anna: " + "x".repeat(4 * 1024 * 1024));

    assertThatThrownBy(() -> ScriptFile.read(missing)).hasMessageContaining("no such file");
    assertThatThrownBy(() -> ScriptFile.read(folder)).hasMessageContaining("not a regular file");
    assertThatThrownBy(() -> ScriptFile.read(latin)).hasMessageContaining("no text in UTF-8");
    assertThatThrownBy(() -> ScriptFile.read(large)).hasMessageContaining("at most 4 MiB");
  }

  @Test
  void rolesWithoutAVoiceGetOneOfTheUsualThatNobodyElseHas() throws Exception {
    ObjectNode script = read("Anna: One.\nBen: Two.\nCid: Three.");
    script.put("provider", "polly");

    Cast.assign(script, Map.of("Ben", "Joanna"));

    assertThat(script.path("voice_assignments"))
        .isEqualTo(JSON.readTree("{\"Ben\":\"Joanna\",\"Anna\":\"Matthew\",\"Cid\":\"Amy\"}"));
  }

  @Test
  void otherProvidersHaveNoUsualVoices() throws Exception {
    ObjectNode script = read("Anna: One.");
    script.put("provider", "openai");

    Cast.assign(script, Map.of());

    assertThat(script.path("voice_assignments")).isEmpty();
  }

  @Test
  void theOnlyVoiceOfATextCanBeChosen() throws Exception {
    ObjectNode script = read("{\"provider\":\"polly\",\"text\":\"Hello.\"}");

    Cast.assign(script, Map.of());
    assertThat(script.path("voice").asText()).isEqualTo("Joanna");
    Cast.assign(script, Map.of("speaker", "Amy"));
    assertThat(script.path("voice").asText()).isEqualTo("Amy");
  }

  private ObjectNode read(String text) throws Exception {
    return ScriptFile.read(
        Files.writeString(folder.resolve("script.txt"), text, StandardCharsets.UTF_8));
  }
}
