package dev.mediajobs.worker.denoise;

import dev.mediajobs.worker.media.Ffmpeg;
import dev.mediajobs.worker.media.MediaException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Measures the shape of a noise's spectrum with the filter that will take the noise away, which
 * tells what it learned in its messages.
 */
final class BandMeter {
  private static final Pattern LEARNED = Pattern.compile("\\bbn=((?: ?-?\\d+\\.\\d+){15})");

  /** The sound is handed over in the one argument that Linux limits to 128 KiB. */
  private static final int MOST_SAMPLES = 48_000;

  /** The sound lasts less than a second and lies in memory. */
  private static final Duration LIMIT = Duration.ofSeconds(30);

  private final Ffmpeg ffmpeg;

  BandMeter(Ffmpeg ffmpeg) {
    this.ffmpeg = ffmpeg;
  }

  /**
   * Measures a noise of 0.4 s. The filter needs more to learn from, so it hears it twice.
   *
   * @param samples from -1 to 1
   */
  List<Double> bands(double[] samples, int sampleRate)
      throws IOException, MediaException, InterruptedException {
    if (samples.length > MOST_SAMPLES) {
      throw new IllegalArgumentException("More noise than fits an argument");
    }
    String filter =
        "aloop=loop=1:size=%d,asendcmd=c='0.05 afftdn sn start;0.7 afftdn sn stop',afftdn"
            .formatted(samples.length);
    Ffmpeg.Finished finished =
        ffmpeg.run(
            List.of(
                "-loglevel",
                "info",
                "-nostats",
                "-protocol_whitelist",
                "data",
                "-f",
                "s16le",
                "-ar",
                Integer.toString(sampleRate),
                "-ac",
                "1",
                "-i",
                data(samples),
                "-af",
                filter,
                "-f",
                "null",
                "-"),
            LIMIT);
    Matcher learned = LEARNED.matcher(finished.messages());
    if (!finished.succeeded() || !learned.find()) {
      throw new IOException("ffmpeg could not learn a noise: " + finished.messages());
    }
    return Arrays.stream(learned.group(1).strip().split(" ", -1)).map(Double::valueOf).toList();
  }

  private static String data(double[] samples) {
    ByteBuffer bytes = ByteBuffer.allocate(2 * samples.length).order(ByteOrder.LITTLE_ENDIAN);
    for (double sample : samples) {
      bytes.putShort((short) Math.round(Math.clamp(sample, -1, 1) * Short.MAX_VALUE));
    }
    return "data:audio/x-raw;base64," + Base64.getEncoder().encodeToString(bytes.array());
  }
}
