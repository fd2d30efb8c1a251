package dev.mediajobs.worker.denoise;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.within;

import dev.mediajobs.worker.denoise.NoiseProfile.Noise;
import dev.mediajobs.worker.media.AudioExtraction.Limits;
import dev.mediajobs.worker.media.BundledFfmpeg;
import dev.mediajobs.worker.media.MediaException;
import dev.mediajobs.worker.media.MediaException.Kind;
import dev.mediajobs.worker.media.MediaInfo;
import dev.mediajobs.worker.media.MediaProbe;
import dev.mediajobs.worker.media.MediaServer;
import dev.mediajobs.worker.media.PictureStream;
import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class VideoRemuxTest {
  private static final Duration LIMIT = Duration.ofMinutes(1);
  private static final Limits LIMITS = new Limits(Duration.ofHours(4), LIMIT);
  private static final String PICTURE = "-f lavfi -i testsrc=duration=6:size=160x120:rate=25";

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

  /** A video whose sound, noisy words of 4 s, begins some time after its picture. */
  private Path video(String ending, String coding, double offset) throws Exception {
    double[] recorded = Sounds.sum(Sounds.bursts(4), Sounds.noise(4, -40));
    Path raw = Files.write(folder.resolve("sound.raw"), Sounds.pcm(recorded));
    return BundledFfmpeg.make(
        folder.resolve("video." + ending),
        "%s -itsoffset %s -f s16le -ar 48000 -ac 1 -i %s %s"
            .formatted(PICTURE, offset, raw, coding));
  }

  private Path remuxed(Path file) throws Exception {
    URI source = server.serve(file);
    MediaInfo info = inspect(source);
    NoiseProfile profile = removal.sample(source, info, LIMITS, fraction -> {});
    assertThat(profile).isInstanceOf(Noise.class);
    VideoContainer container = VideoContainer.of(info.picture().orElseThrow());
    ByteArrayOutputStream sink = new ByteArrayOutputStream();
    Denoised result = removal.remux(source, info, profile, LIMITS, container, sink, fraction -> {});
    assertThat(result.bytes()).isEqualTo(sink.size());
    assertThat(result.duration().toMillis()).isCloseTo(4000, within(80L));
    assertThat(result.after().whole()).isLessThan(result.before().whole());
    return Files.write(folder.resolve("cleaned." + container.extension()), sink.toByteArray());
  }

  /** What the pictures look like, in order. */
  private List<String> picture(Path file) throws Exception {
    return frames(file, "rawvideo").stream()
        .map(line -> line.substring(line.lastIndexOf(',') + 1).strip())
        .toList();
  }

  /** Seconds into the presentation at which the first picture is shown. */
  private double pictureStart(Path file) throws Exception {
    Path times =
        BundledFfmpeg.make(
            folder.resolve("times"),
            "-i %s -map 0:V:0 -fps_mode passthrough -enc_time_base 1:1000 -c:v rawvideo -f mkvtimestamp_v2"
                .formatted(file));
    return Double.parseDouble(Files.readAllLines(times).get(1)) / 1000;
  }

  private List<String> frames(Path file, String codec) throws Exception {
    Path sums =
        BundledFfmpeg.make(
            folder.resolve("sums"),
            "-i %s -map 0:V:0 -fps_mode passthrough -c %s -f framemd5".formatted(file, codec));
    return Files.readAllLines(sums).stream().filter(line -> !line.startsWith("#")).toList();
  }

  /** The sound from the beginning of the presentation, silence where it has not begun. */
  private double[] heard(Path file) throws Exception {
    Path raw =
        BundledFfmpeg.make(
            folder.resolve("heard.raw"),
            "-i %s -map 0:a:0 -af aresample=48000:async=1:first_pts=0 -ac 1 -f s16le"
                .formatted(file));
    return Sounds.channels(raw, 1)[0];
  }

  @ParameterizedTest
  @CsvSource({
    "mp4, -c:v libopenh264 -c:a aac, 0, mp4",
    "mp4, -c:v libopenh264 -c:a aac, 1.5, mp4",
    "mov, -c:v mpeg4 -bf 2 -c:a pcm_s16le, 1.5, mp4",
    "mkv, -c:v libopenh264 -c:a flac, 1.5, mp4",
    "mkv, -c:v libvpx-vp9 -deadline realtime -c:a libopus, 0, mp4",
    "webm, -c:v libvpx -deadline realtime -c:a libopus, 1.5, mkv",
    "ts, -c:v libopenh264 -c:a aac -output_ts_offset 40000, 1.5, mp4",
    "ts, -c:v mpeg2video -bf 2 -c:a mp2, 1.5, mkv",
    "mpg, -c:v mpeg2video -bf 2 -c:a mp2, 0.8, mkv",
    "mov, -c:v qtrle -c:a pcm_s16le, 1.5, mov",
    "avi, -c:v rawvideo -pix_fmt bgr24 -c:a pcm_s16le, 0, mkv",
    "avi, -c:v mpeg4 -c:a pcm_s16le, 0, mp4",
    "avi, -c:v mjpeg -pix_fmt yuvj420p -c:a pcm_s16le, 0, mkv",
    "flv, -c:v flv1 -c:a aac, 1.5, mkv"
  })
  void thePictureIsUntouchedAndTheSoundCleanedWhereItWas(
      String ending, String coding, double offset, String expected) throws Exception {
    Path file = video(ending, coding, offset);

    Path cleaned = remuxed(file);

    assertThat(cleaned.toString()).endsWith("." + expected);
    assertThat(picture(cleaned)).isEqualTo(picture(file)).isNotEmpty();
    boolean broadcast = ending.equals("ts") || ending.equals("mpg");
    double[] before = broadcast ? words(offset) : heard(file);
    double[] after = heard(cleaned);
    double pictureMoved = pictureStart(cleaned) - (broadcast ? 0 : pictureStart(file));
    double soundMoved = Sounds.lag(before, after) / 48_000.0;
    // Matroska counts in milliseconds; broadcasts don't tell the delay of their encoder.
    assertThat(soundMoved).isCloseTo(pictureMoved, within(broadcast ? 0.03 : 0.0021));
    assertThat(after.length).isCloseTo(before.length, within(4096));
  }

  private static double[] words(double offset) {
    double[] words = Sounds.bursts(4);
    int silence = (int) (offset * Sounds.RATE);
    double[] later = new double[silence + words.length];
    System.arraycopy(words, 0, later, silence, words.length);
    return later;
  }

  /** A broadcast has to say when a picture is shown every 0.7 s, and not with each of them. */
  @Test
  void picturesOfABroadcastThatComeWithoutTheirTimesAreKept() throws Exception {
    Path file = video("ts", "-c:v mpeg2video -bf 2 -c:a mp2", 0);
    List<String> expected = picture(file);
    Files.write(file, withoutEverySecondTime(Files.readAllBytes(file)));

    assertThat(picture(remuxed(file))).isEqualTo(expected).isNotEmpty();
  }

  /**
   * Takes the times out of every second PES packet of the pictures (ISO 13818-1, 2.4.3), whose
   * stream is the first of ffmpeg's.
   */
  private static byte[] withoutEverySecondTime(byte[] broadcast) {
    byte[] changed = broadcast.clone();
    boolean keep = false;
    for (int packet = 0; packet < changed.length; packet += 188) {
      boolean begins = (changed[packet + 1] & 0x40) != 0;
      boolean picture = (changed[packet + 1] & 0x1f) == 1 && changed[packet + 2] == 0;
      if (begins && picture) {
        boolean adapted = (changed[packet + 3] & 0x20) != 0;
        int head = packet + 4 + (adapted ? 1 + (changed[packet + 4] & 0xff) : 0);
        keep = !keep;
        if (!keep) {
          changed[head + 7] &= 0x3f;
          Arrays.fill(changed, head + 9, head + 9 + changed[head + 8], (byte) 0xff);
        }
      }
    }
    return changed;
  }

  @Test
  void pictureAndSoundOfAnMp4StayTogetherToTheSample() throws Exception {
    Path file = video("mp4", "-c:v libopenh264 -c:a aac", 0);

    assertThat(Sounds.lag(Sounds.bursts(4), heard(remuxed(file)))).isZero();
  }

  @Test
  void nothingThatTellsOfTheMakerIsKeptButTheRotationIs() throws Exception {
    Path plain = video("mp4", "-c:v libopenh264 -c:a aac", 0);
    Path file =
        BundledFfmpeg.make(
            folder.resolve("told.mp4"),
            "-display_rotation 90 -i %s -c copy -metadata title=Private -metadata location=+50+014/"
                    .formatted(plain)
                + " -metadata:s:a:0 handler_name=Somebody -metadata:s:v:0 language=cze");

    Path cleaned = remuxed(file);

    String bytes = Files.readString(cleaned, StandardCharsets.ISO_8859_1);
    assertThat(Files.readString(file, StandardCharsets.ISO_8859_1)).contains("Private", "Somebody");
    assertThat(bytes).doesNotContain("Private", "+50", "Somebody", "Lavf");
    assertThat(messagesAbout(cleaned)).contains("rotation of 90");
  }

  private static String messagesAbout(Path file) throws Exception {
    return BundledFfmpeg.get()
        .run(List.of("-i", file.toString(), "-f", "null", "-"), LIMIT)
        .messages();
  }

  @Test
  void aPictureThatGoesOnAfterTheLimitOfTheSoundIsKept() throws Exception {
    Path file = video("mp4", "-c:v libopenh264 -c:a aac", 0);
    URI source = server.serve(file);
    MediaInfo info = inspect(source);
    Limits limits = new Limits(Duration.ofMillis(4100), LIMIT);
    ByteArrayOutputStream sink = new ByteArrayOutputStream();
    NoiseProfile profile = removal.sample(source, info, limits, fraction -> {});

    removal.remux(source, info, profile, limits, VideoContainer.MP4, sink, fraction -> {});

    Path cleaned = Files.write(folder.resolve("cleaned.mp4"), sink.toByteArray());
    assertThat(picture(cleaned)).hasSize(150);
  }

  @Test
  void moreSoundThanAllowedIsRefused() throws Exception {
    URI source = server.serve(video("mp4", "-c:v libopenh264 -c:a aac", 0));
    MediaInfo info = inspect(source);
    NoiseProfile profile = removal.sample(source, info, LIMITS, fraction -> {});
    Limits limits = new Limits(Duration.ofSeconds(2), LIMIT);

    assertThat(failure(source, info, profile, limits).kind()).isEqualTo(Kind.TOO_LONG);
  }

  private MediaException failure(URI source, MediaInfo info, NoiseProfile profile, Limits limits) {
    return catchThrowableOfType(
        MediaException.class,
        () ->
            removal.remux(
                source,
                info,
                profile,
                limits,
                VideoContainer.MP4,
                OutputStream.nullOutputStream(),
                fraction -> {}));
  }

  @Test
  void aDownloadThatBreaksOffIsNeverAShorterVideo() throws Exception {
    Path file = video("mp4", "-c:v mpeg4 -q:v 1 -c:a pcm_s16le -f mov", 0);
    URI whole = server.serve(file);
    MediaInfo info = inspect(whole);
    NoiseProfile profile = removal.sample(whole, info, LIMITS, fraction -> {});
    AtomicBoolean dead = new AtomicBoolean();
    URI source =
        server.serve(
            file,
            (exchange, path) -> {
              boolean first = exchange.getRequestHeaders().getFirst("Range").equals("bytes=0-");
              if (first || !dead.get()) {
                MediaServer.sendAtMost(exchange, path, Files.size(path) / 3);
                dead.set(!first);
              }
            });

    assertThat(failure(source, info, profile, LIMITS).kind()).isEqualTo(Kind.UNREACHABLE);
  }

  @Test
  void aRecordingWithoutAPictureIsNoVideo() throws Exception {
    double[] recorded = Sounds.sum(Sounds.bursts(2), Sounds.noise(2, -40));
    Path raw = Files.write(folder.resolve("sound.raw"), Sounds.pcm(recorded));
    Path file =
        BundledFfmpeg.make(
            folder.resolve("sound.wav"), "-f s16le -ar 48000 -ac 1 -i %s".formatted(raw));
    URI source = server.serve(file);
    MediaInfo info = inspect(source);
    NoiseProfile profile = removal.sample(source, info, LIMITS, fraction -> {});

    assertThatThrownBy(
            () ->
                removal.remux(
                    source,
                    info,
                    profile,
                    LIMITS,
                    VideoContainer.MP4,
                    OutputStream.nullOutputStream(),
                    fraction -> {}))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @ParameterizedTest
  @CsvSource({
    "h264, MP4",
    "hevc, MP4",
    "av1, MP4",
    "vp8, MATROSKA",
    "prores, MATROSKA",
    "qtrle, QUICKTIME"
  })
  void aPictureIsPutWherePlayersExpectIt(String codec, VideoContainer expected) {
    assertThat(VideoContainer.of(new PictureStream(0, codec))).isEqualTo(expected);
  }
}
