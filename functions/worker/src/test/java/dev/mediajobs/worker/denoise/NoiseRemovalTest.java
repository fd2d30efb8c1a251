package dev.mediajobs.worker.denoise;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.within;

import dev.mediajobs.worker.denoise.NoiseProfile.Noise;
import dev.mediajobs.worker.denoise.NoiseProfile.Nothing;
import dev.mediajobs.worker.denoise.NoiseProfile.Reason;
import dev.mediajobs.worker.media.AudioExtraction;
import dev.mediajobs.worker.media.AudioExtraction.Limits;
import dev.mediajobs.worker.media.BundledFfmpeg;
import dev.mediajobs.worker.media.ExtractedAudio;
import dev.mediajobs.worker.media.MediaException;
import dev.mediajobs.worker.media.MediaException.Kind;
import dev.mediajobs.worker.media.MediaInfo;
import dev.mediajobs.worker.media.MediaProbe;
import dev.mediajobs.worker.media.MediaServer;
import dev.mediajobs.worker.media.SpeechMix;
import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

final class NoiseRemovalTest {
  private static final Duration LIMIT = Duration.ofMinutes(1);
  private static final Limits LIMITS = new Limits(Duration.ofHours(4), LIMIT);

  /** A recording in which there is noise to be found, whatever it is. */
  private static final NoiseProfile ANY_NOISE =
      new Noise(
          new SoundLevels(-20, -40),
          new NoiseProfile.QuietPlace(Duration.ZERO, -40),
          List.of(new ChannelNoise(-40, Collections.nCopies(15, 0.0), false)));

  private final List<Double> fractions = new CopyOnWriteArrayList<>();
  private final NoiseRemoval removal = NoiseRemoval.with(BundledFfmpeg.get());
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

  private static MediaInfo inspect(URI source) throws Exception {
    return MediaProbe.with(BundledFfmpeg.get()).inspect(source, LIMIT);
  }

  private Path recording(String ending, String coding, double[]... channels) throws Exception {
    Path raw = Files.write(folder.resolve("sound.raw"), Sounds.pcm(channels));
    return BundledFfmpeg.make(
        folder.resolve("sound." + ending),
        "-f s16le -ar 48000 -ac %d -i %s %s".formatted(channels.length, raw, coding).strip());
  }

  private Path wave(double[]... channels) throws Exception {
    return recording("wav", "-c:a pcm_s16le", channels);
  }

  private static final class Cleaned {
    private final NoiseProfile profile;
    private final Denoised result;
    private final double[][] channels;

    private Cleaned(NoiseProfile profile, Denoised result, double[][] channels) {
      this.profile = profile;
      this.result = result;
      this.channels = channels;
    }

    NoiseProfile profile() {
      return profile;
    }

    Denoised result() {
      return result;
    }

    double[][] channels() {
      return channels;
    }

    double[] only() {
      assertThat(channels).hasNumberOfRows(1);
      return channels[0];
    }
  }

  private Cleaned clean(Path file) throws Exception {
    return clean(file, AudioFormat.FLAC);
  }

  private Cleaned clean(Path file, AudioFormat format) throws Exception {
    URI source = server.serve(file);
    MediaInfo info = inspect(source);
    NoiseProfile profile = removal.sample(source, info, LIMITS, fractions::add);
    ByteArrayOutputStream sink = new ByteArrayOutputStream();
    Denoised result = removal.clean(source, info, profile, LIMITS, format, sink, fraction -> {});
    assertThat(result.bytes()).isEqualTo(sink.size());
    Path cleaned = Files.write(folder.resolve("cleaned." + format.extension()), sink.toByteArray());
    return new Cleaned(profile, result, decoded(cleaned));
  }

  private double[][] decoded(Path file) throws Exception {
    int channels = inspect(server.serve(file)).requireAudio().channels();
    Path raw =
        BundledFfmpeg.make(
            folder.resolve("decoded.raw"), "-i %s -map 0:a:0 -f s16le -ar 48000".formatted(file));
    return Sounds.channels(raw, channels);
  }

  @Test
  void whatASpeechRecogniserHearsHasNoNoiseAndTheLengthOfThePlainExtraction() throws Exception {
    double[] noisy = Sounds.sum(Sounds.bursts(6), Sounds.noise(6, -40));
    URI source = server.serve(wave(noisy, noisy));
    MediaInfo info = inspect(source);
    ByteArrayOutputStream plain = new ByteArrayOutputStream();
    ByteArrayOutputStream denoised = new ByteArrayOutputStream();

    ExtractedAudio expected =
        AudioExtraction.with(BundledFfmpeg.get())
            .extract(source, info, SpeechMix.TOGETHER, LIMITS, plain, fraction -> {});
    ExtractedAudio extracted =
        removal.extract(
            source,
            info,
            removal.sample(source, info, LIMITS, fraction -> {}),
            SpeechMix.TOGETHER,
            LIMITS,
            denoised,
            fraction -> {});

    assertThat(extracted.cancelledOut()).isFalse();
    assertThat(extracted.samples()).isEqualTo(expected.samples());
    assertThat(extracted.bytes()).isEqualTo(denoised.size());
    assertThat(levelOfAPause(denoised)).isLessThan(levelOfAPause(plain) - 10);
  }

  @ParameterizedTest
  @CsvSource({"TOGETHER, true", "DIFFERENCE, false"})
  void mirroredChannelsCancelEachOtherOutUnlessTheirDifferenceIsTaken(
      SpeechMix mix, boolean expected) throws Exception {
    double[] left = Sounds.sum(Sounds.bursts(3), Sounds.noise(3, -40));
    double[] right = Arrays.stream(left).map(sample -> -sample).toArray();
    URI source = server.serve(wave(left, right));
    MediaInfo info = inspect(source);
    NoiseProfile profile = removal.sample(source, info, LIMITS, fraction -> {});

    ExtractedAudio extracted =
        removal.extract(
            source, info, profile, mix, LIMITS, OutputStream.nullOutputStream(), fraction -> {});

    assertThat(extracted.cancelledOut()).isEqualTo(expected);
  }

  @Test
  void moreTracksThanLoudspeakersHaveNamesForAreCleanedAsStereo() throws Exception {
    double[] noisy = Sounds.sum(Sounds.bursts(3), Sounds.noise(3, -40));
    double[][] tracks = new double[9][];
    Arrays.fill(tracks, noisy);

    Cleaned cleaned = clean(wave(tracks));

    assertThat(cleaned.profile()).isInstanceOf(Noise.class);
    assertThat(cleaned.channels()).hasNumberOfRows(2);
    assertThat(cleaned.result().duration()).isEqualTo(Duration.ofSeconds(3));
    assertThat(Sounds.lag(noisy, cleaned.channels()[0])).isZero();
  }

  /** Of 16 kHz FLAC, in the second half of its third second. */
  private double levelOfAPause(ByteArrayOutputStream flac) throws Exception {
    Path file = Files.write(folder.resolve("heard.flac"), flac.toByteArray());
    MediaInfo info = inspect(server.serve(file));
    assertThat(info.requireAudio().sampleRate()).isEqualTo(16_000);
    return Background.level(
        Arrays.copyOfRange(decoded(file)[0], (int) (2.6 * Sounds.RATE), (int) (2.9 * Sounds.RATE)));
  }

  private static Reason reason(NoiseProfile profile) {
    assertThat(profile).isInstanceOf(Nothing.class);
    return ((Nothing) profile).reason();
  }

  @Test
  void theNoiseBetweenWordsIsFoundAndTakenAway() throws Exception {
    double[] words = Sounds.bursts(6);
    double[] recorded = Sounds.sum(words, Sounds.noise(6, -40));

    Cleaned cleaned = clean(wave(recorded));

    Noise noise = (Noise) cleaned.profile();
    assertThat(noise.place().level()).isCloseTo(-40, within(0.5));
    assertThat(noise.place().position().toMillis() % 1000).isBetween(500L, 600L);
    assertThat(cleaned.result().duration()).isEqualTo(Duration.ofSeconds(6));
    assertThat(Sounds.difference(cleaned.only(), words)).isLessThan(-46);
    assertThat(Sounds.lag(words, cleaned.only())).isZero();
    assertThat(cleaned.result().after().quietest())
        .isLessThan(cleaned.result().before().quietest() - 8);
    assertThat(cleaned.result().before().whole())
        .isCloseTo(Background.level(recorded), within(0.1));
    assertThat(cleaned.result().after().whole())
        .isCloseTo(Background.level(cleaned.only()), within(0.1));
    assertThat(fractions).isSorted().last().isEqualTo(1.0);
  }

  @Test
  void digitalSilenceStaysSilence() throws Exception {
    Cleaned cleaned = clean(wave(new double[3 * Sounds.RATE]));

    double silent = Double.NEGATIVE_INFINITY;
    assertThat(cleaned.profile())
        .isEqualTo(new Nothing(new SoundLevels(silent, silent), Reason.SILENT, Optional.empty()));
    assertThat(cleaned.result().before().whole()).isNegative().isInfinite();
    assertThat(cleaned.result().after().whole()).isNegative().isInfinite();
    assertThat(cleaned.only()).hasSize(3 * Sounds.RATE).containsOnly(0);
  }

  @ParameterizedTest
  @ValueSource(doubles = {0.01, 0.3, 0.5, 0.79})
  void aSoundTooShortToHaveAQuietPlaceIsLeftAsItIs(double seconds) throws Exception {
    double[] recorded = Sounds.sum(Sounds.bursts(seconds), Sounds.noise(seconds, -40));

    Cleaned cleaned = clean(wave(recorded));

    assertThat(reason(cleaned.profile())).isEqualTo(Reason.TOO_SHORT);
    assertThat(cleaned.result().samples()).isEqualTo(recorded.length);
    assertThat(Sounds.difference(cleaned.only(), recorded)).isLessThan(-90);
  }

  @Test
  void noiseThatNobodyHearsIsLeftAsItIs() throws Exception {
    double[] recorded = Sounds.sum(Sounds.bursts(4), Sounds.noise(4, -75));

    Cleaned cleaned = clean(wave(recorded));

    assertThat(reason(cleaned.profile())).isEqualTo(Reason.FAINT);
    assertThat(Sounds.difference(cleaned.only(), recorded)).isLessThan(-90);
  }

  @ParameterizedTest
  @ValueSource(strings = {"tone", "chord", "noise", "wordsInSilence", "melody"})
  void whatHasNoBackgroundIsLeftAsItIs(String kind) throws Exception {
    double[] recorded =
        switch (kind) {
          case "tone" -> Sounds.tone(4, 440);
          case "chord" -> Sounds.tone(4, 220, 277, 330);
          case "noise" -> Sounds.noise(4, -20);
          case "melody" -> melody();
          default -> Sounds.bursts(4);
        };

    Cleaned cleaned = clean(wave(recorded));

    assertThat(reason(cleaned.profile())).isEqualTo(Reason.NO_PAUSE);
    assertThat(Sounds.difference(cleaned.only(), recorded)).isLessThan(-90);
    assertThat(cleaned.result().after().whole()).isEqualTo(cleaned.result().before().whole());
  }

  /** Chords that fade without ever ending. */
  private static double[] melody() {
    double[] melody = Sounds.tone(8, 262, 330, 392, 524, 660, 784);
    for (int i = 0; i < melody.length; i++) {
      melody[i] *= 0.5 * Math.exp(-3.0 * (i % (Sounds.RATE / 2)) / Sounds.RATE);
    }
    return melody;
  }

  @Test
  void eachChannelIsCleanedOfItsOwnNoise() throws Exception {
    double[] words = Sounds.bursts(6);
    double[] noisy = Sounds.sum(words, Sounds.noise(6, -35));

    Cleaned cleaned = clean(wave(noisy, words));

    assertThat(cleaned.channels()).hasNumberOfRows(2);
    assertThat(((Noise) cleaned.profile()).channels())
        .extracting(ChannelNoise::isNoisy)
        .containsExactly(true, false);
    assertThat(Sounds.difference(cleaned.channels()[0], words)).isLessThan(-41);
    assertThat(Sounds.difference(cleaned.channels()[1], words)).isLessThan(-90);
    assertThat(Sounds.lag(words, cleaned.channels()[0])).isZero();
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void rumbleGoesWhenItIsAlwaysThereAndStaysWhenItComesWithTheWords(boolean always)
      throws Exception {
    double[] words = Sounds.bursts(6);
    double[] rumble = Sounds.tone(6, 12);
    for (int i = 0; i < rumble.length; i++) {
      rumble[i] *= always || i % Sounds.RATE < Sounds.RATE / 2 ? 0.2 : 0;
    }
    double[] wanted = always ? words : Sounds.sum(words, rumble);
    double[] recorded = Sounds.sum(Sounds.sum(words, rumble), Sounds.noise(6, -45));

    Cleaned cleaned = clean(wave(recorded));

    assertThat(((Noise) cleaned.profile()).channels().getFirst().rumble()).isEqualTo(always);
    assertThat(Sounds.difference(cleaned.only(), wanted)).isLessThan(-42);
    assertThat(Sounds.lag(words, cleaned.only())).isZero();
  }

  @Test
  void aSoundOfManyChannelsBecomesStereo() throws Exception {
    double[] words = Sounds.sum(Sounds.bursts(3), Sounds.noise(3, -40));

    Cleaned cleaned = clean(wave(words, words, words, words, words, words));

    assertThat(cleaned.channels()).hasNumberOfRows(2);
    assertThat(cleaned.profile()).isInstanceOf(Noise.class);
    assertThat(cleaned.result().samples()).isEqualTo(words.length);
  }

  @ParameterizedTest
  @CsvSource({"8000", "11025", "22050", "44100", "96000"})
  void anyRateBecomes48000WithoutALag(int rate) throws Exception {
    double[] words = Sounds.bursts(4);
    Path file =
        recording(
            "wav", "-ar " + rate + " -c:a pcm_s16le", Sounds.sum(words, Sounds.noise(4, -40)));

    Cleaned cleaned = clean(file);

    assertThat(cleaned.profile()).isInstanceOf(Noise.class);
    assertThat(cleaned.result().samples()).isEqualTo(words.length);
    assertThat(Sounds.lag(words, cleaned.only())).isZero();
  }

  @Test
  void aClippedRecordingIsCleanedWithinFullScale() throws Exception {
    double[] loud = Sounds.sum(Sounds.bursts(4), Sounds.noise(4, -40));
    for (int i = 0; i < loud.length; i++) {
      loud[i] = Math.clamp(loud[i] * 8, -1, 1);
    }

    Cleaned cleaned = clean(wave(loud));

    assertThat(cleaned.profile()).isInstanceOf(Noise.class);
    assertThat(Sounds.lag(loud, cleaned.only())).isZero();
    assertThat(cleaned.result().after().whole()).isCloseTo(Background.level(loud), within(1.0));
  }

  @ParameterizedTest
  @EnumSource(AudioFormat.class)
  void everyFormatBeginsWithTheFirstSample(AudioFormat format) throws Exception {
    double[] words = Sounds.bursts(4);
    double[] recorded = Sounds.sum(words, Sounds.noise(4, -40));

    Cleaned cleaned = clean(wave(recorded), format);

    assertThat(cleaned.result().samples()).isEqualTo(recorded.length);
    int frame = format == AudioFormat.M4A ? 1023 : 0;
    assertThat(cleaned.only().length).isBetween(recorded.length, recorded.length + frame);
    assertThat(Sounds.lag(words, cleaned.only())).isZero();
  }

  @Test
  void theStartOffsetIsNotPartOfTheSoundAndGapsStaySilent() throws Exception {
    Path file =
        recording(
            "mkv",
            "-af asetpts=PTS+1.5/TB+gte(T\\,2)*0.5/TB -c:a pcm_s16le",
            Sounds.sum(Sounds.bursts(4), Sounds.noise(4, -40)));

    Cleaned cleaned = clean(file);

    assertThat(cleaned.result().duration().toMillis()).isCloseTo(4500, within(25L));
    double[] inTheGap = Arrays.copyOfRange(cleaned.only(), 108_000, 115_200);
    assertThat(Background.level(inTheGap)).isLessThan(-60);
  }

  @Test
  void aBroadcastThatChangesItsRateAndChannelsIsCleanedWithoutLosingASample() throws Exception {
    double[] words = Sounds.bursts(4);
    double[] recorded = Sounds.sum(words, Sounds.noise(4, -40));
    Path first = Files.move(recording("ts", "-ar 44100 -c:a mp2", recorded), folder.resolve("a"));
    Path second = recording("ts", "-output_ts_offset 4 -c:a mp2", recorded, recorded);
    byte[] broadcast =
        Arrays.copyOf(Files.readAllBytes(first), (int) (Files.size(first) + Files.size(second)));
    System.arraycopy(
        Files.readAllBytes(second),
        0,
        broadcast,
        (int) Files.size(first),
        (int) Files.size(second));
    Path file = Files.write(folder.resolve("broadcast.ts"), broadcast);

    Cleaned cleaned = clean(file);

    assertThat(cleaned.profile()).isInstanceOf(Noise.class);
    double[] heard = cleaned.channels()[0];
    double[] recordedAsDecoded = untouched(file)[0];
    assertThat(heard).hasSize((int) cleaned.result().samples()).hasSameSizeAs(recordedAsDecoded);
    assertThat(Sounds.lag(lastSeconds(recordedAsDecoded), lastSeconds(heard))).isZero();
  }

  private double[][] untouched(Path file) throws Exception {
    URI source = server.serve(file);
    ByteArrayOutputStream sink = new ByteArrayOutputStream();
    removal.clean(
        source,
        inspect(source),
        new Nothing(new SoundLevels(-20, -40), Reason.NO_PAUSE, Optional.empty()),
        LIMITS,
        AudioFormat.FLAC,
        sink,
        fraction -> {});
    return decoded(Files.write(folder.resolve("untouched.flac"), sink.toByteArray()));
  }

  private static double[] lastSeconds(double[] sound) {
    return Arrays.copyOfRange(sound, sound.length - 2 * Sounds.RATE, sound.length);
  }

  @Test
  void moreSoundThanAllowedIsRefused() throws Exception {
    URI source = server.serve(wave(Sounds.noise(5, -40)));
    Limits limits = new Limits(Duration.ofSeconds(3), LIMIT);
    MediaInfo info = inspect(source);
    OutputStream nowhere = OutputStream.nullOutputStream();

    assertThat(kind(() -> removal.sample(source, info, limits, fraction -> {})))
        .isEqualTo(Kind.TOO_LONG);
    assertThat(
            kind(
                () ->
                    removal.clean(
                        source, info, ANY_NOISE, limits, AudioFormat.FLAC, nowhere, f -> {})))
        .isEqualTo(Kind.TOO_LONG);
  }

  private static Kind kind(ThrowingCallable call) {
    return catchThrowableOfType(MediaException.class, call).kind();
  }

  @ParameterizedTest
  @CsvSource({"200, UNREACHABLE", "503, UNREACHABLE", "403, GONE"})
  void aDownloadThatBreaksOffIsNeverAShortResult(int status, Kind expected) throws Exception {
    Path file = wave(Sounds.sum(Sounds.bursts(30), Sounds.noise(30, -40)));
    MediaInfo info = inspect(server.serve(file));
    OutputStream nowhere = OutputStream.nullOutputStream();

    URI first = breakingOff(file, status);
    URI second = breakingOff(file, status);

    assertThat(kind(() -> removal.sample(first, info, LIMITS, fraction -> {}))).isEqualTo(expected);
    assertThat(
            kind(
                () ->
                    removal.clean(
                        second, info, ANY_NOISE, LIMITS, AudioFormat.OPUS, nowhere, f -> {})))
        .isEqualTo(expected);
  }

  private URI breakingOff(Path file, int status) {
    AtomicBoolean dead = new AtomicBoolean();
    return server.serve(
        file,
        (exchange, path) -> {
          if (dead.compareAndSet(false, true)) {
            MediaServer.sendAtMost(exchange, path, Files.size(path) / 2);
          } else if (status != 200) {
            exchange.sendResponseHeaders(status, -1);
          }
        });
  }

  @Test
  void rubbishInsideIsDamage() throws Exception {
    Path whole = recording("m4a", "-c:a aac -movflags +faststart", Sounds.noise(30, -40));
    byte[] bytes = Files.readAllBytes(whole);
    byte[] rubbish = new byte[bytes.length - 60_000];
    new Random(1).nextBytes(rubbish);
    System.arraycopy(rubbish, 0, bytes, 60_000, rubbish.length);
    URI source = server.serve(Files.write(folder.resolve("rubbish.m4a"), bytes));
    MediaInfo info = inspect(source);

    assertThat(kind(() -> removal.sample(source, info, LIMITS, fraction -> {})))
        .isEqualTo(Kind.DAMAGED);
  }

  @Test
  void aListenerMayGiveUp() throws Exception {
    URI source = server.serve(wave(Sounds.noise(3, -40)));
    MediaInfo info = inspect(source);

    assertThatThrownBy(
            () ->
                removal.sample(
                    source,
                    info,
                    LIMITS,
                    fraction -> {
                      throw new IllegalStateException("lost the lease");
                    }))
        .hasMessage("lost the lease");
  }

  @Test
  void aProfileOfOtherChannelsIsRefusedBeforeAnythingIsRead() throws Exception {
    URI source = server.serve(wave(Sounds.noise(2, -40), Sounds.noise(2, -40)));
    MediaInfo info = inspect(source);
    int before = server.requests();

    assertThatThrownBy(
            () ->
                removal.clean(
                    source,
                    info,
                    ANY_NOISE,
                    LIMITS,
                    AudioFormat.FLAC,
                    OutputStream.nullOutputStream(),
                    fraction -> {}))
        .isInstanceOf(IllegalArgumentException.class);
    assertThat(server.requests()).isEqualTo(before);
  }

  /**
   * Linux tells the most memory that a process has had as long as it lives. An hour of sound takes
   * half a minute: {@code -Dmediajobs.denoise.minutes=60}.
   */
  @Test
  @EnabledOnOs(OS.LINUX)
  void aLongRecordingNeedsNoMoreMemoryThanAMinute() throws Exception {
    long minute = peakOfCleaning(repeated(1));
    long longer = peakOfCleaning(repeated(Integer.getInteger("mediajobs.denoise.minutes", 10)));

    assertThat(longer).isPositive().isLessThan(minute * 3 / 2).isLessThan(200L << 20);
  }

  private Path repeated(int minutes) throws Exception {
    Path minute = folder.resolve("minute.flac");
    if (!Files.exists(minute)) {
      double[] recorded = Sounds.sum(Sounds.bursts(60), Sounds.noise(60, -40));
      Files.move(recording("flac", "-ar 16000 -c:a flac", recorded), minute);
    }
    return BundledFfmpeg.make(
        folder.resolve(minutes + ".flac"),
        "-stream_loop %d -i %s -c:a flac".formatted(minutes - 1, minute));
  }

  private long peakOfCleaning(Path file) throws Exception {
    URI source = server.serve(file);
    MediaInfo info = inspect(source);
    Limits patient = new Limits(Duration.ofHours(4), Duration.ofMinutes(10));
    MemoryWatch watch = new MemoryWatch();
    NoiseProfile profile = removal.sample(source, info, patient, fraction -> watch.look());
    Denoised result =
        removal.clean(source, info, profile, patient, AudioFormat.FLAC, watch, fraction -> {});
    assertThat(profile).isInstanceOf(Noise.class);
    assertThat(result.duration()).isGreaterThanOrEqualTo(Duration.ofSeconds(60));
    return watch.peak();
  }
}
