package dev.mediajobs.worker.denoise;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.mediajobs.worker.denoise.NoiseProfile.QuietPlace;
import java.time.Duration;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class QuietPlaceSearchTest {

  private static QuietPlaceSearch heard(double[]... channels) {
    QuietPlaceSearch search = new QuietPlaceSearch(Sounds.RATE, channels.length);
    byte[] pcm = Sounds.pcm(channels);
    // Pieces of an odd length, as a pipe delivers them.
    for (int from = 0; from < pcm.length; from += 4097) {
      search.write(pcm, from, Math.min(4097, pcm.length - from));
    }
    return search;
  }

  /** A noise of -20 dB with a quieter stretch of 0.45 s. */
  private static double[] withQuietStretch(double at, double level) {
    double[] sound = Sounds.noise(3, -20);
    double[] quiet = Sounds.noise(0.45, level);
    System.arraycopy(quiet, 0, sound, (int) (at * Sounds.RATE), quiet.length);
    return sound;
  }

  @ParameterizedTest
  @ValueSource(doubles = {0, 0.5, 1.05, 2.55})
  void theQuietestPlaceIsFoundWhereverItIs(double at) {
    QuietPlaceSearch search = heard(withQuietStretch(at, -50));

    QuietPlace place = search.place().orElseThrow();
    assertThat(place.level()).isCloseTo(-50, within(0.5));
    assertThat(place.position().toMillis() / 1000.0).isBetween(at, at + 0.051);
    assertThat(Background.level(search.channels().getFirst().quietest()))
        .isCloseTo(place.level(), within(1e-6));
  }

  @Test
  void whatIsHeardThereIsHandedOutInOrder() {
    double[] sound = withQuietStretch(1.05, -50);

    QuietPlaceSearch search = heard(sound);

    Duration position = search.place().orElseThrow().position();
    int from = (int) (position.toMillis() * Sounds.RATE / 1000);
    double[] expected = Arrays.copyOfRange(sound, from, from + Sounds.RATE * 4 / 10);
    double[] heard = search.channels().getFirst().quietest();
    assertThat(Sounds.lag(expected, heard)).isZero();
    assertThat(Sounds.difference(heard, expected)).isLessThan(-65);
  }

  @Test
  void aStretchOfDigitalSilenceIsNoQuietPlace() {
    QuietPlaceSearch search = heard(withQuietStretch(1, -200));

    assertThat(search.place().orElseThrow().level()).isCloseTo(-20, within(0.8));
  }

  @Test
  void aPlaceIsQuietWhenAllChannelsAreQuietTogether() {
    double[] left = withQuietStretch(0.5, -60);
    double[] right = withQuietStretch(2, -60);
    System.arraycopy(Sounds.noise(0.45, -40), 0, left, 2 * Sounds.RATE, Sounds.RATE * 45 / 100);

    QuietPlace place = heard(left, right).place().orElseThrow();

    assertThat(place.position()).isBetween(Duration.ofSeconds(2), Duration.ofMillis(2050));
  }

  @Test
  void rumbleMakesNoPlaceLoudAndIsKnownByItself() {
    double[] rumble = Sounds.tone(3, 8);

    QuietPlaceSearch search = heard(Sounds.sum(withQuietStretch(1, -50), rumble));

    ChannelEar ear = search.channels().getFirst();
    assertThat(search.place().orElseThrow().level()).isCloseTo(-41, within(5.0));
    assertThat(ear.rumbleLevel()).isCloseTo(Background.level(rumble), within(1.5));
    assertThat(ear.rumbleLevels().mean()).isCloseTo(Background.level(rumble), within(0.5));
    assertThat(Background.rumbles(ear)).isTrue();
  }

  @Test
  void lessThanOneWindowHasNoPlace() {
    assertThat(heard(Sounds.noise(0.39, -20)).place()).isEmpty();
    assertThat(heard(new double[0]).place()).isEmpty();
  }

  @Test
  void theLoudestAndTheFaintestBlocksAreCounted() {
    BlockLevels levels = new BlockLevels();
    levels.add(4);
    levels.add(1e-9);
    levels.add(0);

    assertThat(levels.exceededByAllBut(0)).isEqualTo(-90);
    assertThat(levels.exceededByAllBut(0.9)).isEqualTo(0);
    assertThat(levels.mean()).isCloseTo(Decibels.of(2), within(1e-6));
  }
}
