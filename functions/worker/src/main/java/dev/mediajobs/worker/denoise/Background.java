package dev.mediajobs.worker.denoise;

import dev.mediajobs.worker.denoise.NoiseProfile.Reason;
import java.util.Arrays;
import java.util.Optional;

/**
 * Judges whether what one channel lets be heard at the quietest place of a recording is its
 * background noise. Taking away anything else would take away what people want to hear.
 */
final class Background {
  /** Decibels; less is not heard under anything that is. */
  private static final double FAINT = -70;

  /**
   * Decibels that a background must be under the whole; else most of the sound would be taken away.
   */
  private static final double LEAST_DISTANCE = 3;

  /**
   * A background never stops, so hardly any other block can be quieter than it by more than this
   * many decibels, which is what the noise of many voices varies by. Where speech goes on without a
   * pause, its gaps are far quieter than its quietest 0.4 s.
   */
  private static final double LARGEST_DROP = 4;

  /** Blocks that may be quieter still: fading in and out, and words that were cut out. */
  private static final double SHARE_OF_DROPS = 0.05;

  /** Above it are tones and music; see {@link Tonality#of}. */
  private static final double HIGHEST_TONALITY = 1.3;

  /** Decibels under the noise; what is less adds next to nothing to it. */
  private static final double LEAST_RUMBLE = 10;

  /** Decibels that rumble may be louder elsewhere: a few periods of it are no long measurement. */
  private static final double STEADY_RUMBLE = 6;

  private Background() {}

  /** Decibels of what is heard. */
  static double level(double[] heard) {
    return Decibels.of(Arrays.stream(heard).map(value -> value * value).average().orElse(0));
  }

  /** Why it is no background noise worth taking away; empty when it is. */
  static Optional<Reason> objection(ChannelEar ear, int sampleRate) {
    double[] heard = ear.quietest();
    BlockLevels whole = ear.levels();
    double level = level(heard);
    if (level < FAINT) {
      return Optional.of(Reason.FAINT);
    }
    boolean background =
        whole.mean() - level >= LEAST_DISTANCE
            && level - whole.exceededByAllBut(SHARE_OF_DROPS) <= LARGEST_DROP
            && Tonality.of(heard, sampleRate) <= HIGHEST_TONALITY;
    return background ? Optional.empty() : Optional.of(Reason.NO_PAUSE);
  }

  /**
   * Whether rumble belongs to the background: it is loud enough to matter, and about the same
   * everywhere. If not, either nothing is gained by taking it away, or it is the bass of what
   * people want to hear.
   */
  static boolean rumbles(ChannelEar ear) {
    double rumble = ear.rumbleLevel();
    return rumble >= level(ear.quietest()) - LEAST_RUMBLE
        && ear.rumbleLevels().mean() - rumble <= STEADY_RUMBLE;
  }
}
