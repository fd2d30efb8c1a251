package dev.mediajobs.worker.media;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.within;

import dev.mediajobs.worker.media.AudioExtraction.Limits;
import dev.mediajobs.worker.media.MediaException.Kind;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.ShortBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class AudioExtractionTest {
  private static final Limits LIMITS = new Limits(Duration.ofHours(4), Duration.ofMinutes(1));

  private final List<Double> fractions = new CopyOnWriteArrayList<>();
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

  private ExtractedAudio extract(URI source, Limits limits, OutputStream sink) throws Exception {
    return extract(source, SpeechMix.TOGETHER, limits, sink);
  }

  private ExtractedAudio extract(URI source, SpeechMix mix, Limits limits, OutputStream sink)
      throws Exception {
    Ffmpeg ffmpeg = BundledFfmpeg.get();
    MediaInfo info = MediaProbe.with(ffmpeg).inspect(source, Duration.ofSeconds(30));
    return AudioExtraction.with(ffmpeg).extract(source, info, mix, limits, sink, fractions::add);
  }

  private byte[] extract(Path file) throws Exception {
    ByteArrayOutputStream flac = new ByteArrayOutputStream();
    ExtractedAudio audio = extract(server.serve(file), LIMITS, flac);
    short[] samples = decoded(flac.toByteArray());
    assertThat(audio.samples()).isEqualTo(samples.length);
    return flac.toByteArray();
  }

  /** What a reader of the FLAC hears: 16 kHz, one channel. */
  private short[] decoded(byte[] flac) throws Exception {
    Path file = Files.write(folder.resolve("decoded.flac"), flac);
    Path raw = folder.resolve("decoded.raw");
    BundledFfmpeg.make(raw, "-i " + file + " -f s16le");
    ShortBuffer samples =
        ByteBuffer.wrap(Files.readAllBytes(raw)).order(ByteOrder.LITTLE_ENDIAN).asShortBuffer();
    short[] all = new short[samples.remaining()];
    samples.get(all);
    return all;
  }

  private Path halfAMinute() throws Exception {
    Path file = folder.resolve("long.mkv");
    if (Files.exists(file)) {
      return file;
    }
    return BundledFfmpeg.make(
        file, "-f lavfi -i sine=300:duration=30:sample_rate=44100 -c:a pcm_s16le");
  }

  @Test
  void theSoundOfAVideoComesOutWholeWithProgress() throws Exception {
    Path file =
        BundledFfmpeg.make(
            folder.resolve("video.mp4"),
            "-f lavfi -i testsrc=duration=4:size=160x120:rate=25"
                + " -f lavfi -i sine=440:duration=4:sample_rate=44100 -c:v mpeg4 -ac 2 -c:a aac");
    ByteArrayOutputStream flac = new ByteArrayOutputStream();

    ExtractedAudio audio = extract(server.serve(file), LIMITS, flac);

    assertThat(audio.duration()).isBetween(Duration.ofSeconds(4), Duration.ofMillis(4030));
    assertThat(audio.bytes()).isEqualTo(flac.size());
    assertThat(decoded(flac.toByteArray())).hasSize((int) audio.samples());
    assertThat(fractions).isSorted().last().isEqualTo(1.0);
  }

  @ParameterizedTest
  @CsvSource({
    "mp4, -c:a aac",
    "mov, -c:a pcm_s16le",
    "mkv, -c:a libopus",
    "webm, -c:a libopus",
    "avi, -c:a libmp3lame",
    "mp3, -c:a libmp3lame",
    "wav, -c:a pcm_s24le",
    "flac, -c:a flac",
    "ogg, -c:a libopus",
    "m4a, -c:a alac",
    "aac, -c:a aac",
    "wma, -c:a wmav2",
    "asf, -c:a wmav2",
    "ts, -c:a mp2",
    "flv, -c:a aac",
    "aiff, -c:a pcm_s16be",
    "caf, -c:a pcm_s16le",
    "amr, -c:a libopencore_amrnb -ar 8000",
    "3gp, -c:a aac",
    "w64, -c:a pcm_s16le",
    "au, -c:a pcm_mulaw",
    "mpg, -c:a mp2",
    "wv, -c:a wavpack",
    "tta, -c:a tta",
    "voc, -c:a pcm_u8",
    "ts, -c:a s302m -ar 48000 -ac 2 -strict -2",
    "wav, -c:a g723_1 -ar 8000",
    "mxf, -c:v mpeg2video -c:a pcm_s16le -ar 48000"
  })
  void everyFormatThatPeopleHandInIsRead(String ending, String coding) throws Exception {
    String picture = ending.equals("mxf") ? "-f lavfi -i testsrc=duration=1.5:rate=25 " : "";
    Path file =
        BundledFfmpeg.make(
            folder.resolve("sound." + ending),
            picture + "-f lavfi -i sine=440:duration=1.5:sample_rate=44100 -ac 1 " + coding);

    short[] samples = decoded(extract(file));

    assertThat(samples.length).isBetween(16_000 * 14 / 10, 16_000 * 17 / 10);
  }

  @Test
  void stereoWhoseChannelsCancelEachOtherOutIsHeardInTheirDifference() throws Exception {
    URI source = server.serve(stereo("0.5*sin(880*PI*t)|-0.5*sin(880*PI*t)"));
    ByteArrayOutputStream flac = new ByteArrayOutputStream();

    ExtractedAudio together =
        extract(source, SpeechMix.TOGETHER, LIMITS, OutputStream.nullOutputStream());
    ExtractedAudio difference = extract(source, SpeechMix.DIFFERENCE, LIMITS, flac);

    assertThat(together.cancelledOut()).isTrue();
    assertThat(difference.cancelledOut()).isFalse();
    assertThat(loudest(decoded(flac.toByteArray()), 0.1, 0.9)).isGreaterThan(10_000);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "0|0.5*sin(880*PI*t)",
        "0.5*sin(880*PI*t)|0.5*sin(880*PI*t)",
        "0.5*sin(880*PI*t)|0.5*sin(660*PI*t)",
        "0.5*sin(880*PI*t)|-0.2*sin(880*PI*t)",
        "0|0",
        "0.00001*sin(880*PI*t)|-0.00001*sin(880*PI*t)"
      })
  void otherStereoIsHeardTogether(String channels) throws Exception {
    ExtractedAudio audio =
        extract(server.serve(stereo(channels)), LIMITS, OutputStream.nullOutputStream());

    assertThat(audio.cancelledOut()).isFalse();
  }

  private Path stereo(String channels) throws Exception {
    return BundledFfmpeg.make(
        folder.resolve("stereo.wav"),
        "-f lavfi -i aevalsrc=" + channels + ":duration=1:sample_rate=44100");
  }

  @ParameterizedTest
  @CsvSource({
    "3, 2", "4, 3", "6, 2", "6, 3", "8, 6", "9, 8", "11, 3", "16, 15", "32, 20", "64, 63"
  })
  void eachOfManyChannelsIsHeard(int channels, int loud) throws Exception {
    ByteBuffer samples = ByteBuffer.allocate(32_000 * channels).order(ByteOrder.LITTLE_ENDIAN);
    for (int i = 0; i < 16_000; i++) {
      samples.putShort((i * channels + loud) * 2, (short) (i % 32 < 16 ? 20_000 : -20_000));
    }
    Path raw = Files.write(folder.resolve("tracks.raw"), samples.array());
    Path file =
        BundledFfmpeg.make(
            folder.resolve("tracks.wav"),
            "-guess_layout_max 0 -f s16le -ar 16000 -ac %d -i %s".formatted(channels, raw));

    short[] heard = decoded(extract(file));

    assertThat(heard).hasSize(16_000);
    assertThat(loudest(heard, 0.1, 0.9)).isGreaterThan(200);
  }

  @Test
  void fiveTenthsOfASecondWithoutSamplesStaySilent() throws Exception {
    Path file =
        BundledFfmpeg.make(
            folder.resolve("gap.mkv"),
            "-f lavfi -i sine=440:duration=4:sample_rate=16000"
                + " -af asetpts=PTS+gte(T\\,2)*0.5/TB -c:a pcm_s16le");

    short[] samples = decoded(extract(file));

    assertThat(samples.length).isBetween(16_000 * 45 / 10 - 800, 16_000 * 45 / 10 + 800);
    assertThat(loudest(samples, 1.0, 1.9)).isGreaterThan(1000);
    assertThat(loudest(samples, 2.1, 2.4)).isLessThan(50);
    assertThat(loudest(samples, 2.6, 4.4)).isGreaterThan(1000);
  }

  private static int loudest(short[] samples, double from, double to) {
    int loudest = 0;
    for (int i = (int) (from * 16_000); i < to * 16_000; i++) {
      loudest = Math.max(loudest, Math.abs(samples[i]));
    }
    return loudest;
  }

  @Test
  void aGapOfMinutesIsSilence() throws Exception {
    Path file =
        BundledFfmpeg.make(
            folder.resolve("gap.mkv"),
            "-f lavfi -i sine=440:duration=4:sample_rate=16000"
                + " -af asetpts=PTS+gte(T\\,2)*600/TB -c:a pcm_s16le");

    ExtractedAudio audio = extract(server.serve(file), LIMITS, OutputStream.nullOutputStream());

    assertThat(audio.duration()).isBetween(Duration.ofSeconds(603), Duration.ofSeconds(605));
  }

  @ParameterizedTest
  @CsvSource({"60, 64", "7200, 4"})
  void aBroadcastThatWasInterruptedGoesOnWhereItDidAndAnotherOneFollowsAtOnce(
      int gap, int expectedSeconds) throws Exception {
    Path file =
        BundledFfmpeg.make(
            folder.resolve("broadcast.ts"),
            "-f lavfi -i sine=440:duration=4:sample_rate=16000 -c:a mp2"
                + " -af asetpts=PTS+gte(T\\,2)*"
                + gap
                + "/TB");

    ExtractedAudio audio = extract(server.serve(file), LIMITS, OutputStream.nullOutputStream());

    assertThat(audio.duration().toMillis() / 1000.0).isCloseTo(expectedSeconds, within(0.3));
  }

  @Test
  void aGapOfManyHoursIsDamageRatherThanMemoryOrWrongTimes() throws Exception {
    Path file =
        BundledFfmpeg.make(
            folder.resolve("gap.mkv"),
            "-f lavfi -i sine=440:duration=4:sample_rate=16000"
                + " -af asetpts=PTS+gte(T\\,2)*7200/TB -c:a pcm_s16le");

    MediaException failure =
        catchThrowableOfType(
            MediaException.class,
            () -> extract(server.serve(file), LIMITS, OutputStream.nullOutputStream()));

    assertThat(failure.kind()).isEqualTo(Kind.DAMAGED);
  }

  @Test
  void theStartOffsetIsNotPartOfTheSound() throws Exception {
    Path file =
        BundledFfmpeg.make(
            folder.resolve("late.mp4"),
            "-f lavfi -i testsrc=duration=6:size=160x120:rate=25 -itsoffset 2.5"
                + " -f lavfi -i sine=440:duration=3:sample_rate=44100 -c:v mpeg4 -c:a aac");

    short[] samples = decoded(extract(file));

    assertThat(samples.length).isBetween(16_000 * 3, 16_000 * 31 / 10);
    assertThat(loudest(samples, 0.1, 0.3)).isGreaterThan(1000);
  }

  @Test
  void moreSoundThanAllowedIsRefusedWithoutReadingItAll() throws Exception {
    Limits tenSeconds = new Limits(Duration.ofSeconds(10), Duration.ofMinutes(1));

    MediaException failure =
        catchThrowableOfType(
            MediaException.class,
            () ->
                extract(server.serve(halfAMinute()), tenSeconds, OutputStream.nullOutputStream()));

    assertThat(failure.kind()).isEqualTo(Kind.TOO_LONG);
  }

  @Test
  void exactlyAsMuchSoundAsAllowedIsTaken() throws Exception {
    Limits exact = new Limits(Duration.ofSeconds(30), Duration.ofMinutes(1));

    ExtractedAudio audio =
        extract(server.serve(halfAMinute()), exact, OutputStream.nullOutputStream());

    assertThat(audio.duration()).isEqualTo(Duration.ofSeconds(30));
  }

  @Test
  void aConnectionThatBreaksOnceIsResumedWhereItBroke() throws Exception {
    Path file = halfAMinute();
    AtomicBoolean broken = new AtomicBoolean();
    URI source =
        server.serve(
            file,
            (exchange, path) ->
                MediaServer.sendAtMost(
                    exchange,
                    path,
                    broken.compareAndSet(false, true) ? 1_000_000 : Long.MAX_VALUE));

    ExtractedAudio audio = extractFaulty(file, source);

    assertThat(broken).isTrue();
    assertThat(audio.duration()).isEqualTo(Duration.ofSeconds(30));
  }

  @ParameterizedTest
  @ValueSource(strings = {"mkv", "wav", "ts", "m4a"})
  void aServerThatDiesMidwayIsUnreachableAndNeverAShorterRecording(String ending) throws Exception {
    Path file = longAs(ending);
    AtomicBoolean dead = new AtomicBoolean();
    URI source =
        server.serve(
            file,
            (exchange, path) -> {
              if (dead.compareAndSet(false, true)) {
                MediaServer.sendAtMost(exchange, path, Files.size(path) / 2);
              }
            });

    assertThat(failureOfFaulty(file, source).kind()).isEqualTo(Kind.UNREACHABLE);
  }

  @ParameterizedTest
  @CsvSource({"503, UNREACHABLE", "500, UNREACHABLE", "404, GONE", "403, GONE"})
  void aServerThatRefusesMidwayIsToldFromAnEnd(int status, Kind kind) throws Exception {
    for (String ending : List.of("mkv", "wav", "ts", "m4a")) {
      Path file = longAs(ending);
      AtomicBoolean dead = new AtomicBoolean();
      URI source =
          server.serve(
              file,
              (exchange, path) -> {
                if (dead.compareAndSet(false, true)) {
                  MediaServer.sendAtMost(exchange, path, Files.size(path) / 2);
                } else {
                  exchange.sendResponseHeaders(status, -1);
                }
              });

      assertThat(failureOfFaulty(file, source).kind()).as(ending).isEqualTo(kind);
    }
  }

  @Test
  void aSourceThatIsGoneBeforeTheFirstByteIsGone() throws Exception {
    Path file = halfAMinute();

    assertThat(failureOfFaulty(file, server.serve(file, MediaServer.status(404))).kind())
        .isEqualTo(Kind.GONE);
  }

  @Test
  void aRecordingCutOffInItsFileGivesWhatIsThere() throws Exception {
    Path whole = halfAMinute();
    byte[] half = Arrays.copyOf(Files.readAllBytes(whole), (int) Files.size(whole) / 2);
    Path file = Files.write(folder.resolve("half.mkv"), half);

    ExtractedAudio audio = extract(server.serve(file), LIMITS, OutputStream.nullOutputStream());

    assertThat(audio.duration()).isBetween(Duration.ofSeconds(14), Duration.ofSeconds(16));
  }

  @Test
  void aRecordingWithNothingButRubbishInsideIsDamaged() throws Exception {
    Path whole = longAs("m4a");
    byte[] bytes = Files.readAllBytes(whole);
    // The index stands in front; what it points at is overwritten.
    byte[] rubbish = new byte[bytes.length - 60_000];
    new Random(1).nextBytes(rubbish);
    System.arraycopy(rubbish, 0, bytes, 60_000, rubbish.length);
    Path file = Files.write(folder.resolve("rubbish.m4a"), bytes);

    MediaException failure =
        catchThrowableOfType(
            MediaException.class,
            () -> extract(server.serve(file), LIMITS, OutputStream.nullOutputStream()));

    assertThat(failure.kind()).isEqualTo(Kind.DAMAGED);
  }

  @Test
  void aSinkThatFailsStopsTheExtraction() throws Exception {
    OutputStream full =
        new OutputStream() {
          @Override
          public void write(int b) throws IOException {
            throw new IOException("full");
          }
        };

    assertThatThrownBy(() -> extract(server.serve(halfAMinute()), LIMITS, full))
        .isInstanceOf(IOException.class)
        .hasMessage("full");
  }

  @Test
  void aListenerMayGiveTheExtractionUp() throws Exception {
    Path file = halfAMinute();
    URI source = server.serve(file);
    MediaInfo info = MediaProbe.with(BundledFfmpeg.get()).inspect(source, Duration.ofSeconds(30));

    assertThatThrownBy(
            () ->
                AudioExtraction.with(BundledFfmpeg.get())
                    .extract(
                        source,
                        info,
                        SpeechMix.TOGETHER,
                        LIMITS,
                        OutputStream.nullOutputStream(),
                        fraction -> {
                          throw new IllegalStateException("lost the lease");
                        }))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("lost the lease");
  }

  private Path longAs(String ending) throws Exception {
    Path file = folder.resolve("halfAMinute." + ending);
    if (Files.exists(file) || ending.equals("mkv")) {
      return ending.equals("mkv") ? halfAMinute() : file;
    }
    return BundledFfmpeg.make(
        file, "-i " + halfAMinute() + (ending.equals("m4a") ? " -movflags +faststart" : ""));
  }

  private ExtractedAudio extractFaulty(Path file, URI source) throws Exception {
    Ffmpeg ffmpeg = BundledFfmpeg.get();
    MediaInfo info = MediaProbe.with(ffmpeg).inspect(server.serve(file), Duration.ofSeconds(30));
    return AudioExtraction.with(ffmpeg)
        .extract(
            source,
            info,
            SpeechMix.TOGETHER,
            LIMITS,
            OutputStream.nullOutputStream(),
            fractions::add);
  }

  private MediaException failureOfFaulty(Path file, URI source) {
    return catchThrowableOfType(MediaException.class, () -> extractFaulty(file, source));
  }
}
