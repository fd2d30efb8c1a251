package dev.mediajobs.local.speech;

import static dev.mediajobs.local.speech.Recordings.babble;
import static dev.mediajobs.local.speech.Recordings.joined;
import static dev.mediajobs.local.speech.Recordings.passage;
import static dev.mediajobs.local.speech.Recordings.silence;
import static dev.mediajobs.local.speech.Recordings.tone;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

final class TurnsTest {

  private static final Duration SECOND = Duration.ofSeconds(1);

  @Test
  void aPauseSeparatesTurns() {
    Passage passage =
        passage(joined(List.of(silence(SECOND), babble(SECOND), silence(SECOND), babble(SECOND))));

    List<Turns.Span> turns = Turns.in(passage);

    assertThat(turns).hasSize(2);
    assertThat(turns.getFirst().from()).isBetween(16_000, 17_600);
    assertThat(turns.getFirst().to()).isBetween(30_400, 32_000);
    assertThat(turns.getLast().from()).isBetween(48_000, 49_600);
  }

  @Test
  void aShortPauseDoesNotSeparateTurns() {
    Passage passage =
        passage(joined(List.of(babble(SECOND), silence(Duration.ofMillis(150)), babble(SECOND))));

    assertThat(Turns.in(passage)).hasSize(1);
  }

  @Test
  void aSingleWordInALongSilenceIsHeard() {
    Duration before = Duration.ofSeconds(20);
    short[] word = babble(Duration.ofMillis(500));

    List<Turns.Span> turns =
        Turns.in(passage(joined(List.of(silence(before), word, silence(Duration.ofSeconds(9))))));

    assertThat(turns).hasSize(1);
    assertThat(turns.getFirst().from()).isBetween(320_000, 321_600);
  }

  @Test
  void quietSpeechIsHeard() {
    short[] quiet = babble(SECOND);
    for (int i = 0; i < quiet.length; i++) {
      quiet[i] = (short) (quiet[i] / 100);
    }

    assertThat(Turns.in(passage(joined(List.of(silence(SECOND), quiet, silence(SECOND))))))
        .hasSize(1);
  }

  @Test
  void nobodySpeaksInSilenceOrInATone() {
    assertThat(Turns.in(passage(silence(SECOND)))).isEmpty();
    assertThat(Turns.in(passage(tone(SECOND, 440)))).isEmpty();
    assertThat(Turns.in(passage(tone(Duration.ofSeconds(30), 440)))).isEmpty();
    assertThat(Turns.in(passage(new short[0]))).isEmpty();
  }
}
