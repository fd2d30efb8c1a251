package dev.mediajobs.worker.denoise;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** What is known of the background noise of a recording. */
public sealed interface NoiseProfile {

  /** How loud the recording is, as 16 bits hold it. */
  SoundLevels levels();

  /**
   * The quietest 0.4 s of a recording, places of digital silence left out.
   *
   * @param position of its first sample, from the first sample of the sound
   * @param level of all channels together without what is lower than 40 Hz, root mean square, in
   *     decibels of full scale
   */
  record QuietPlace(Duration position, double level) {}

  /** There is noise, and its sound is known. */
  record Noise(SoundLevels levels, QuietPlace place, List<ChannelNoise> channels)
      implements NoiseProfile {
    /**
     * Checks the channels.
     *
     * @param channels one or two, of which at least one is noisy
     */
    public Noise {
      channels = List.copyOf(channels);
      if (channels.isEmpty() || channels.size() > 2) {
        throw new IllegalArgumentException("Sound is cleaned in one or two channels");
      }
      if (channels.stream().noneMatch(ChannelNoise::isNoisy)) {
        throw new IllegalArgumentException("A profile of noise without noise");
      }
    }
  }

  /**
   * Nothing can be taken away without harm: the cleaned sound is the untouched one.
   *
   * @param place empty when the recording has no 0.4 s without digital silence
   */
  record Nothing(SoundLevels levels, Reason reason, Optional<QuietPlace> place)
      implements NoiseProfile {}

  /** Why a recording is left as it is. */
  enum Reason {
    /** Shorter than 0.8 s: a quiet place would be half of it. */
    TOO_SHORT,
    /** No sound anywhere. */
    SILENT,
    /** The quietest place is fainter than anybody hears: under -70 dB. */
    FAINT,
    /**
     * What is heard at the quietest place is no background: speech or music without a pause, or
     * about as loud as all the rest.
     */
    NO_PAUSE
  }
}
