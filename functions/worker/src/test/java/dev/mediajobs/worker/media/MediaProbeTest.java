package dev.mediajobs.worker.media;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class MediaProbeTest {
  private static final Duration LIMIT = Duration.ofSeconds(30);
  private static final String PICTURE = "-f lavfi -i testsrc=duration=4:size=160x120:rate=25";

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

  private MediaInfo inspect(Path file) throws Exception {
    return inspect(server.serve(file));
  }

  private static MediaInfo inspect(URI source) throws Exception {
    return MediaProbe.with(BundledFfmpeg.get()).inspect(source, LIMIT);
  }

  @Test
  void aVideoTellsItsFormatItsLengthAndItsSound() throws Exception {
    Path file =
        BundledFfmpeg.make(
            folder.resolve("video.mp4"),
            PICTURE + " -f lavfi -i sine=440:duration=4:sample_rate=44100 -c:v mpeg4 -ac 2");

    MediaInfo info = inspect(file);

    assertThat(info.format()).contains("mp4");
    assertThat(info.hasVideo()).isTrue();
    assertThat(info.duration().orElseThrow())
        .isBetween(Duration.ofMillis(3990), Duration.ofMillis(4050));
    AudioStream audio = info.requireAudio();
    assertThat(audio.index()).isEqualTo(1);
    assertThat(audio.codec()).isEqualTo("aac");
    assertThat(audio.channels()).isEqualTo(2);
    assertThat(audio.sampleRate()).isEqualTo(44_100);
    assertThat(audio.startOffset()).isZero();
  }

  @ParameterizedTest
  @ValueSource(strings = {"mp4", "mov", "mkv", "flv", "ts"})
  void soundThatBeginsLateSaysByHowMuch(String ending) throws Exception {
    Path file =
        BundledFfmpeg.make(
            folder.resolve("late." + ending),
            PICTURE
                + " -itsoffset 1.5 -f lavfi -i sine=440:duration=2:sample_rate=44100"
                + " -c:v mpeg4 -c:a libmp3lame"
                + (ending.equals("flv") ? " -c:v flv1" : ""));

    // MP3 begins with up to 50 ms of silence of its own, which some containers count in.
    assertThat(inspect(file).requireAudio().startOffset())
        .isBetween(Duration.ofMillis(1440), Duration.ofMillis(1560));
  }

  /** ffprobe looks at the first five seconds. */
  @ParameterizedTest
  @CsvSource({
    "mp4, -c:v mpeg4 -c:a aac",
    "mp4, -c:v mpeg4 -c:a aac -movflags +frag_keyframe+empty_moov+delay_moov",
    "mkv, -c:v mpeg4 -c:a pcm_s16le",
    "webm, -c:v libvpx -deadline realtime -c:a libopus",
    "flv, -c:v flv1 -c:a libmp3lame",
    "wmv, -c:v wmv2 -c:a wmav2",
    "mpg, -c:v mpeg2video -c:a mp2",
    "ts, -c:v mpeg2video -c:a mp2 -output_ts_offset 40000"
  })
  void soundThatBeginsAfterMorePicturesThanAreProbedSaysByHowMuch(String ending, String coding)
      throws Exception {
    Path file =
        BundledFfmpeg.make(
            folder.resolve("later." + ending),
            "-f lavfi -i testsrc=duration=14:size=160x120:rate=25"
                + " -itsoffset 12 -f lavfi -i sine=440:duration=2:sample_rate=44100 "
                + coding);

    assertThat(inspect(file).requireAudio().startOffset())
        .isBetween(Duration.ofMillis(11_940), Duration.ofMillis(12_060));
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 7200, 90_000})
  void aBroadcastsClockIsNoOffset(int seconds) throws Exception {
    Path file =
        BundledFfmpeg.make(
            folder.resolve("broadcast.ts"),
            PICTURE
                + " -itsoffset 0.8 -f lavfi -i sine=440:duration=3:sample_rate=44100"
                + " -c:v mpeg2video -c:a mp2 -output_ts_offset "
                + seconds);

    assertThat(inspect(file).requireAudio().startOffset())
        .isBetween(Duration.ofMillis(740), Duration.ofMillis(860));
  }

  @Test
  void soundThatBeginsBeforeThePictureHasNoOffset() throws Exception {
    Path file =
        BundledFfmpeg.make(
            folder.resolve("early.ts"),
            "-itsoffset 1 "
                + PICTURE
                + " -f lavfi -i sine=440:duration=3:sample_rate=44100 -c:v mpeg2video -c:a mp2");

    assertThat(inspect(file).requireAudio().startOffset()).isLessThan(Duration.ofMillis(5));
  }

  @Test
  void soundAloneThatBeginsLateInAnMp4IsLate() throws Exception {
    Path file =
        BundledFfmpeg.make(
            folder.resolve("late.m4a"),
            "-itsoffset 2 -f lavfi -i sine=440:duration=3:sample_rate=44100 -c:a alac");

    assertThat(inspect(file).requireAudio().startOffset())
        .isBetween(Duration.ofMillis(1990), Duration.ofMillis(2010));
  }

  @Test
  void theStreamThatIsMarkedAsDefaultIsTheOneToHear() throws Exception {
    String tracks =
        "-f lavfi -i sine=300:duration=1:sample_rate=16000"
            + " -f lavfi -i sine=600:duration=1:sample_rate=48000 -map 0 -map 1 -c:a pcm_s16le";
    Path second =
        BundledFfmpeg.make(
            folder.resolve("second.mkv"), tracks + " -disposition:a:0 0 -disposition:a:1 default");
    Path none =
        BundledFfmpeg.make(
            folder.resolve("none.mkv"), tracks + " -disposition:a:0 0 -disposition:a:1 0");

    assertThat(inspect(second).requireAudio().sampleRate()).isEqualTo(48_000);
    assertThat(inspect(none).requireAudio().index()).isZero();
  }

  @Test
  void aStreamInAnUnknownCodingIsHeardOnlyIfThereIsNoOther() throws Exception {
    String first = "-f lavfi -i sine=300:duration=1:sample_rate=16000";
    Path one = BundledFfmpeg.make(folder.resolve("one.mkv"), first + " -c:a flac");
    Path two =
        BundledFfmpeg.make(
            folder.resolve("two.mkv"),
            first
                + " -f lavfi -i sine=600:duration=1:sample_rate=48000 -map 0 -map 1"
                + " -c:a:0 flac -c:a:1 pcm_s16le -disposition:a:0 default -disposition:a:1 0");

    assertThat(inspect(withoutFlac(one)).requireAudio().index()).isZero();
    assertThat(inspect(two).requireAudio().index()).isZero();
    assertThat(inspect(withoutFlac(two)).requireAudio().index()).isEqualTo(1);
  }

  /** The same file with a coding that does not exist in place of FLAC. */
  private static Path withoutFlac(Path file) throws Exception {
    String bytes = Files.readString(file, StandardCharsets.ISO_8859_1);
    return Files.writeString(file, bytes.replace("A_FLAC", "A_NONE"), StandardCharsets.ISO_8859_1);
  }

  @Test
  void aCoverPictureIsNoVideo() throws Exception {
    Path cover =
        BundledFfmpeg.make(
            folder.resolve("cover.jpg"), PICTURE + " -frames:v 1 -pix_fmt yuvj420p -f image2");
    Path file =
        BundledFfmpeg.make(
            folder.resolve("song.mp3"),
            "-f lavfi -i sine=440:duration=1 -i "
                + cover
                + " -map 0 -map 1 -c:v copy -disposition:v attached_pic");

    assertThat(inspect(file).hasVideo()).isFalse();
  }

  @Test
  void anAddressThatIsNotHttpIsAMistakeOfTheCaller() {
    assertThatThrownBy(() -> inspect(URI.create("file:///etc/passwd")))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
