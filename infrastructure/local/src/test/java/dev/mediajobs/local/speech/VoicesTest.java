package dev.mediajobs.local.speech;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class VoicesTest {

  private static VoicePrint voice(double hertz, double timbre) {
    return new VoicePrint(Math.log(hertz) / Math.log(2), Collections.nCopies(12, timbre), 50);
  }

  @Test
  void voicesAreNumberedInOrderOfTheirFirstTurn() {
    List<VoicePrint> prints =
        List.of(voice(200, 0), voice(100, 1), voice(205, 0), voice(98, 1), voice(140, 5));

    assertThat(Voices.tellApart(prints, 10)).containsExactly(0, 1, 0, 1, 2);
  }

  @Test
  void noMoreVoicesThanAllowedAreToldApart() {
    List<VoicePrint> prints = List.of(voice(100, 0), voice(200, 0), voice(120, 0));

    assertThat(Voices.tellApart(prints, 2)).containsExactly(0, 1, 0);
    assertThat(Voices.tellApart(prints, 1)).containsExactly(0, 0, 0);
  }

  @Test
  void oneVoiceStaysOneHoweverManyAreAllowed() {
    List<VoicePrint> prints = List.of(voice(100, 0), voice(103, 0.1), voice(98, 0));

    assertThat(Voices.tellApart(prints, 30)).containsOnly(0);
  }

  @Test
  void turnsBeyondThoseComparedJoinTheNearestVoice() {
    List<VoicePrint> prints =
        IntStream.range(0, 1100).mapToObj(i -> i % 2 == 0 ? voice(100, 0) : voice(200, 1)).toList();

    int[] numbers = Voices.tellApart(prints, 2);

    assertThat(numbers[1098]).isZero();
    assertThat(numbers[1099]).isEqualTo(1);
  }

  @Test
  void noTurnsHaveNoVoices() {
    assertThat(Voices.tellApart(List.of(), 2)).isEmpty();
  }
}
