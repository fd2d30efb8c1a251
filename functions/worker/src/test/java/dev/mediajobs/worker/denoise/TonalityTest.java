package dev.mediajobs.worker.denoise;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class TonalityTest {

  @Test
  void noiseIsSmoothAtAnyLevel() {
    assertThat(Tonality.of(Sounds.noise(0.4, -20), Sounds.RATE)).isLessThan(0.4);
    assertThat(Tonality.of(Sounds.noise(0.4, -65), Sounds.RATE)).isLessThan(0.4);
  }

  @Test
  void tonesAreRaggedEvenOverSomeNoise() {
    double[] tones = Sounds.tone(0.4, 220, 440, 660, 880, 1100, 1320, 1540, 1760, 1980, 2200);

    assertThat(Tonality.of(tones, Sounds.RATE)).isGreaterThan(1.3);
    assertThat(Tonality.of(Sounds.sum(tones, Sounds.noise(0.4, -60)), Sounds.RATE))
        .isGreaterThan(1.3);
  }

  @Test
  void silenceIsANumber() {
    assertThat(Tonality.of(new double[19_200], Sounds.RATE)).isZero();
  }
}
