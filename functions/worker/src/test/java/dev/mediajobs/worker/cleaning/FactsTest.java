package dev.mediajobs.worker.cleaning;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mediajobs.jobs.Checkpoint;
import dev.mediajobs.jobs.CleanedResult;
import dev.mediajobs.jobs.ResultFile;
import dev.mediajobs.worker.denoise.ChannelNoise;
import dev.mediajobs.worker.denoise.Denoised;
import dev.mediajobs.worker.denoise.NoiseProfile;
import dev.mediajobs.worker.denoise.NoiseProfile.QuietPlace;
import dev.mediajobs.worker.denoise.NoiseProfile.Reason;
import dev.mediajobs.worker.denoise.SoundLevels;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class FactsTest {

  private static final SoundLevels LEVELS = new SoundLevels(-3, -20);
  private static final QuietPlace PLACE = new QuietPlace(Duration.ofNanos(1_234_567_891), -51.25);
  private static final ResultFile AUDIO = new ResultFile("cleaned.flac", "audio/flac", 1234);
  private static final ResultFile VIDEO = new ResultFile("cleaned-video.mp4", "video/mp4", 9);
  private static final Denoised SOUND =
      new Denoised(48_000, 9, LEVELS, new SoundLevels(-3, Double.NEGATIVE_INFINITY));

  @ParameterizedTest
  @MethodSource("profiles")
  void whatWasHeardOfTheNoiseIsReadBack(NoiseProfile profile) {
    assertThat(ProfileFacts.read(new Checkpoint("clean", ProfileFacts.of(profile))))
        .isEqualTo(profile);
  }

  static List<NoiseProfile> profiles() {
    return List.of(
        new NoiseProfile.Noise(
            LEVELS, PLACE, List.of(new ChannelNoise(-50.5, Collections.nCopies(15, -0.125), true))),
        new NoiseProfile.Noise(
            LEVELS,
            PLACE,
            List.of(
                new ChannelNoise(-50.5, Collections.nCopies(15, 1e-7), false),
                new ChannelNoise(-80, List.of(), false))),
        new NoiseProfile.Nothing(
            new SoundLevels(Double.NEGATIVE_INFINITY, Double.NEGATIVE_INFINITY),
            Reason.TOO_SHORT,
            Optional.empty()),
        new NoiseProfile.Nothing(LEVELS, Reason.FAINT, Optional.of(PLACE)));
  }

  @Test
  void aWrittenResultIsReadBack() {
    CleanedResult result = read(profiles().getFirst(), Optional.of(VIDEO));

    assertThat(result)
        .isEqualTo(
            new CleanedResult(
                "p/",
                AUDIO,
                Optional.of(VIDEO),
                Duration.ofSeconds(1),
                new CleanedResult.Levels(-20, -120),
                List.of(),
                Optional.empty()));
  }

  @ParameterizedTest
  @EnumSource
  void whoeverGetsTheSameSoundBackIsToldWhy(Reason reason) {
    CleanedResult result =
        read(new NoiseProfile.Nothing(LEVELS, reason, Optional.empty()), Optional.empty());

    assertThat(result.notes()).singleElement().asString().endsWith(".");
    assertThat(result.video()).isEmpty();
  }

  private static CleanedResult read(NoiseProfile profile, Optional<ResultFile> video) {
    Map<String, String> facts = new TreeMap<>(ProfileFacts.of(profile));
    facts.putAll(ResultFacts.of("p/", AUDIO, video, SOUND));
    return ResultFacts.read(new Checkpoint("publish", facts));
  }
}
