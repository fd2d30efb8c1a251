package dev.mediajobs.worker.denoise;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.mediajobs.worker.media.BundledFfmpeg;
import dev.mediajobs.worker.media.Ffmpeg;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class LevelMeterTest {
  private static final Pattern TOLD =
      Pattern.compile("RMS level dB: (\\S+)(?s:.*)RMS trough dB: (\\S+)");

  @TempDir private Path folder;

  private static SoundLevels heard(double[]... channels) {
    LevelStream stream = new LevelStream(Sounds.RATE, channels.length);
    byte[] pcm = Sounds.pcm(channels);
    stream.write(pcm, 0, pcm.length);
    return stream.levels();
  }

  /** What ffmpeg says of the same sound. */
  private SoundLevels told(double[]... channels) throws Exception {
    Path raw = Files.write(folder.resolve("sound.raw"), Sounds.pcm(channels));
    Ffmpeg.Finished finished =
        BundledFfmpeg.get()
            .run(
                List.of(
                    "-f",
                    "s16le",
                    "-ar",
                    Integer.toString(Sounds.RATE),
                    "-ac",
                    Integer.toString(channels.length),
                    "-i",
                    raw.toString(),
                    "-af",
                    "astats=measure_perchannel=none:measure_overall=RMS_level+RMS_trough",
                    "-f",
                    "null",
                    "-"),
                Duration.ofSeconds(30));
    Matcher told = TOLD.matcher(finished.messages());
    assertThat(told.find()).as(finished.messages()).isTrue();
    return new SoundLevels(Double.parseDouble(told.group(1)), Double.parseDouble(told.group(2)));
  }

  @ParameterizedTest
  @ValueSource(doubles = {0.02, 0.3, 3})
  void ffmpegSaysTheSame(double seconds) throws Exception {
    double[] left = Sounds.sum(Sounds.bursts(seconds), Sounds.noise(seconds, -40));
    double[] right = Sounds.noise(seconds, -50);

    SoundLevels levels = heard(left, right);

    SoundLevels told = told(left, right);
    assertThat(levels.whole()).isCloseTo(told.whole(), within(0.001));
    assertThat(levels.quietest()).isCloseTo(told.quietest(), within(0.001));
  }

  @Test
  void theQuietestPartOfTheQuietestChannelCounts() {
    double[] right = Sounds.noise(2, -20);
    System.arraycopy(Sounds.noise(0.5, -50), 0, right, Sounds.RATE, Sounds.RATE / 2);

    SoundLevels levels = heard(Sounds.noise(2, -30), right);

    assertThat(levels.quietest()).isCloseTo(-50, within(1.0));
    assertThat(levels.whole()).isCloseTo(-23.6, within(0.5));
  }

  @Test
  void digitalSilenceHasNoLevel() {
    assertThat(heard(new double[2 * Sounds.RATE]))
        .isEqualTo(new SoundLevels(Double.NEGATIVE_INFINITY, Double.NEGATIVE_INFINITY));
  }
}
