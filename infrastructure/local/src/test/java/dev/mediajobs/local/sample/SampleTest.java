package dev.mediajobs.local.sample;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class SampleTest {

  @Test
  void theVideoIsSmallEnoughToBeCommitted(@TempDir Path folder) throws Exception {
    Path video = folder.resolve("sample.mp4");

    Sample.copyTo(video);

    assertThat(Files.size(video)).isBetween(100_000L, 1_000_000L);
    assertThat(
            new String(Files.readAllBytes(video), 4, 4, java.nio.charset.StandardCharsets.US_ASCII))
        .isEqualTo("ftyp");
  }

  @Test
  void theScriptIsADialogueOfTwo() throws Exception {
    Dialogue script = Sample.script();

    assertThat(script.speakers()).containsExactly("Anna", "Ben");
    assertThat(script.words()).startsWith("Good morning, and thank you for coming.");
    assertThat(script.words()).doesNotContain("Anna:");
  }

  @Test
  void aLineWithoutASpeakerIsRefused() {
    assertThatThrownBy(() -> Dialogue.parse("Just some words"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("Name: text");
  }
}
