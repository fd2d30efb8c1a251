package dev.mediajobs.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class SubtitleSettingsTest {

  private static SubtitleSettings speakers(
      OptionalInt number, OptionalInt least, OptionalInt most) {
    return new SubtitleSettings(Optional.empty(), false, number, least, most, false);
  }

  @Test
  void speakersAreToldApartUnlessOnlyOneSpeaks() {
    assertThat(SubtitleSettings.DEFAULT.labelsSpeakers()).isTrue();
    assertThat(SubtitleSettings.DEFAULT.mostSpeakers()).isEqualTo(30);
    assertThat(
            speakers(OptionalInt.of(1), OptionalInt.empty(), OptionalInt.empty()).labelsSpeakers())
        .isFalse();
  }

  @Test
  void aKnownNumberIsTheExactMaximum() {
    SubtitleSettings three = speakers(OptionalInt.of(3), OptionalInt.of(2), OptionalInt.of(5));

    assertThat(three.mostSpeakers()).isEqualTo(3);
    assertThat(three.leastSpeakers()).isEqualTo(3);
  }

  @Test
  void contradictionsAreRefused() {
    assertThatThrownBy(() -> speakers(OptionalInt.empty(), OptionalInt.of(3), OptionalInt.of(2)))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(
            () ->
                new SubtitleSettings(
                    Optional.empty(),
                    true,
                    OptionalInt.empty(),
                    OptionalInt.empty(),
                    OptionalInt.empty(),
                    false))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
