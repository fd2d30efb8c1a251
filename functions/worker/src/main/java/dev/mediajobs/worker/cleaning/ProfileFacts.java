package dev.mediajobs.worker.cleaning;

import dev.mediajobs.jobs.Checkpoint;
import dev.mediajobs.worker.denoise.ChannelNoise;
import dev.mediajobs.worker.denoise.NoiseProfile;
import dev.mediajobs.worker.denoise.NoiseProfile.QuietPlace;
import dev.mediajobs.worker.denoise.NoiseProfile.Reason;
import dev.mediajobs.worker.denoise.SoundLevels;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** What is known of the noise, as facts of a checkpoint. */
final class ProfileFacts {

  private static final String SOUND_WHOLE = "sound_level";
  private static final String SOUND_QUIETEST = "sound_level_quietest";
  private static final String POSITION = "noise_position_ns";
  private static final String LEVEL = "noise_level";
  private static final String NOTHING = "noise_nothing";
  private static final String CHANNELS = "noise_channels";
  private static final String CHANNEL_LEVEL = "noise_level_";
  private static final String CHANNEL_BANDS = "noise_bands_";
  private static final String CHANNEL_RUMBLE = "noise_rumble_";
  private static final Pattern SEPARATOR = Pattern.compile(" ");

  private ProfileFacts() {}

  static Map<String, String> of(NoiseProfile profile) {
    Map<String, String> facts = new TreeMap<>();
    facts.put(SOUND_WHOLE, Double.toString(profile.levels().whole()));
    facts.put(SOUND_QUIETEST, Double.toString(profile.levels().quietest()));
    switch (profile) {
      case NoiseProfile.Nothing(_, Reason reason, Optional<QuietPlace> place) -> {
        facts.put(NOTHING, reason.name());
        place.ifPresent(known -> write(known, facts));
      }
      case NoiseProfile.Noise(_, QuietPlace place, List<ChannelNoise> channels) -> {
        write(place, facts);
        facts.put(CHANNELS, Integer.toString(channels.size()));
        for (int i = 0; i < channels.size(); i++) {
          ChannelNoise noise = channels.get(i);
          facts.put(CHANNEL_LEVEL + i, Double.toString(noise.level()));
          facts.put(CHANNEL_RUMBLE + i, Boolean.toString(noise.rumble()));
          facts.put(
              CHANNEL_BANDS + i,
              noise.bands().stream().map(String::valueOf).collect(Collectors.joining(" ")));
        }
      }
    }
    return facts;
  }

  private static void write(QuietPlace place, Map<String, String> facts) {
    facts.put(POSITION, Long.toString(place.position().toNanos()));
    facts.put(LEVEL, Double.toString(place.level()));
  }

  /**
   * What was kept.
   *
   * @throws IllegalStateException when nobody has listened for the noise
   */
  static NoiseProfile read(Checkpoint checkpoint) {
    SoundLevels levels =
        new SoundLevels(
            Double.parseDouble(known(checkpoint, SOUND_WHOLE)),
            Double.parseDouble(known(checkpoint, SOUND_QUIETEST)));
    Optional<QuietPlace> place =
        checkpoint
            .fact(POSITION)
            .map(
                position ->
                    new QuietPlace(
                        Duration.ofNanos(Long.parseLong(position)),
                        Double.parseDouble(known(checkpoint, LEVEL))));
    Optional<String> nothing = checkpoint.fact(NOTHING);
    if (nothing.isPresent()) {
      return new NoiseProfile.Nothing(levels, Reason.valueOf(nothing.get()), place);
    }
    List<ChannelNoise> channels = new ArrayList<>();
    for (int i = 0; i < Integer.parseInt(known(checkpoint, CHANNELS)); i++) {
      channels.add(
          new ChannelNoise(
              Double.parseDouble(known(checkpoint, CHANNEL_LEVEL + i)),
              SEPARATOR
                  .splitAsStream(known(checkpoint, CHANNEL_BANDS + i))
                  .filter(band -> !band.isEmpty())
                  .map(Double::valueOf)
                  .toList(),
              Boolean.parseBoolean(known(checkpoint, CHANNEL_RUMBLE + i))));
    }
    return new NoiseProfile.Noise(
        levels,
        place.orElseThrow(() -> new IllegalStateException("noise without a place")),
        channels);
  }

  private static String known(Checkpoint checkpoint, String name) {
    return checkpoint
        .fact(name)
        .orElseThrow(() -> new IllegalStateException("the sampling has not found out " + name));
  }
}
