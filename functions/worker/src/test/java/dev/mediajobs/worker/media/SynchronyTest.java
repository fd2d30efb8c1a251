package dev.mediajobs.worker.media;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.mediajobs.worker.media.AudioExtraction.Limits;
import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.ShortBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * A time in the extracted sound plus the start offset is the time at which a player lets it be
 * heard.
 */
final class SynchronyTest {
  private static final Duration LIMIT = Duration.ofSeconds(30);

  /**
   * Codecs smear a sudden start, and decoders of WMA swallow their first two frames; nobody sees a
   * tenth of a second.
   */
  private static final double SMEAR = 0.1;

  @TempDir private Path folder;
  private MediaServer server;

  @BeforeEach
  void start() throws Exception {
    server = MediaServer.started();
  }

  @AfterEach
  void stop() {
    server.close();
  }

  /** The tone begins one second into a sound that begins some time after the picture. */
  @ParameterizedTest
  @CsvSource({
    "mp4, -c:v mpeg4 -c:a aac, 0",
    "mp4, -c:v mpeg4 -c:a aac, 1.5",
    "mov, -c:v mpeg4 -c:a pcm_s16le, 1.5",
    "mkv, -c:v mpeg4 -c:a libopus, 0",
    "mkv, -c:v mpeg4 -c:a aac, 1.5",
    "webm, -c:v libvpx -c:a libopus, 1.5",
    "flv, -c:v flv1 -c:a libmp3lame, 1.5",
    "ts, -c:v mpeg2video -c:a mp2, 1.5",
    "ts, -c:v mpeg2video -c:a aac -output_ts_offset 40000, 1.5",
    "mpg, -c:v mpeg2video -c:a mp2, 0.8",
    "avi, -c:v mpeg4 -c:a libmp3lame, 0",
    "wmv, -c:v wmv2 -c:a wmav2, 1.5",
  })
  void aToneIsWhereAPlayerPlaysIt(String ending, String coding, double offset) throws Exception {
    Path file =
        BundledFfmpeg.make(
            folder.resolve("tone." + ending),
            "-f lavfi -i testsrc=duration=6:size=160x120:rate=25 -itsoffset "
                + offset
                + " -f lavfi -i aevalsrc=gte(t\\,1)*0.5*sin(880*PI*t):duration=3:sample_rate=44100 "
                + coding);
    URI source = server.serve(file);
    MediaInfo info = MediaProbe.with(BundledFfmpeg.get()).inspect(source, LIMIT);
    ByteArrayOutputStream flac = new ByteArrayOutputStream();

    AudioExtraction.with(BundledFfmpeg.get())
        .extract(
            source,
            info,
            SpeechMix.TOGETHER,
            new Limits(Duration.ofHours(1), LIMIT),
            flac,
            fraction -> {});

    double tone = onset(flac.toByteArray()) + info.requireAudio().startOffset().toNanos() / 1e9;
    assertThat(tone).isCloseTo(1 + offset, within(SMEAR));
  }

  private double onset(byte[] flac) throws Exception {
    Path file = Files.write(folder.resolve("decoded.flac"), flac);
    Path raw = BundledFfmpeg.make(folder.resolve("decoded.raw"), "-i " + file + " -f s16le");
    ShortBuffer samples =
        ByteBuffer.wrap(Files.readAllBytes(raw)).order(ByteOrder.LITTLE_ENDIAN).asShortBuffer();
    int first = 0;
    while (Math.abs(samples.get(first)) < 6000) {
      first++;
    }
    return first / 16_000.0;
  }
}
