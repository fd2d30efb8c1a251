package dev.mediajobs.local.cli.progress;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class ProgressDisplayTest {
  private static final Progress EXTRACTING = new Progress("extracting", 30, Optional.empty());
  private static final Progress MORE = new Progress("extracting", 35, Optional.empty());
  private static final Progress TRANSCRIBING =
      new Progress("transcribing", 50, Optional.of(Duration.ofSeconds(20)));

  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  private final PrintStream out = new PrintStream(bytes, true, StandardCharsets.UTF_8);

  private String shown(ProgressDisplay display) {
    try (display) {
      display.show(EXTRACTING);
      display.show(EXTRACTING);
      display.show(MORE);
      display.show(TRANSCRIBING);
    }
    display.show(EXTRACTING);
    return bytes.toString(StandardCharsets.UTF_8);
  }

  @Test
  void aTerminalIsRedrawnInPlaceAndLeftOnAFreshLine() {
    String shown = shown(new TerminalProgress(out, 80));

    assertThat(shown.split("\r", -1))
        .hasSize(4)
        .allMatch(s -> s.isEmpty() || s.contains("\u001b[K"));
    assertThat(shown).endsWith("\u001b[K\n").containsOnlyOnce("\n");
  }

  @Test
  void aTerminalThatSawNothingStaysUntouched() {
    new TerminalProgress(out, 80).close();

    assertThat(bytes.size()).isZero();
  }

  @Test
  void aLogGetsOneLineForEachStage() {
    ProgressDisplay display = new LineProgress(out);
    display.show(EXTRACTING);
    display.show(MORE);
    display.show(TRANSCRIBING);

    assertThat(bytes.toString(StandardCharsets.UTF_8))
        .isEqualTo("extracting, 30 %\ntranscribing, 50 %, about 20 s left\n");
  }

  @Test
  void aProgramGetsJson() {
    ProgressDisplay display = new JsonProgress(out);
    display.show(EXTRACTING);
    display.show(EXTRACTING);
    display.show(TRANSCRIBING);

    assertThat(bytes.toString(StandardCharsets.UTF_8))
        .isEqualTo(
            """
            {"progress":{"stage":"extracting","percent":30,"remaining_seconds":null}}
            {"progress":{"stage":"transcribing","percent":50,"remaining_seconds":20}}
            """);
  }
}
