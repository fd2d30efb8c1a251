package dev.mediajobs.worker.media;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.mediajobs.worker.media.AudioExtraction.Limits;
import java.io.OutputStream;
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

/** Recordings whose sound is fine and whose picture no decoder here can be opened for. */
final class UndecodedInputTest {
  private static final Duration LIMIT = Duration.ofSeconds(30);
  private static final String PICTURE = "-f lavfi -i testsrc=duration=4:size=160x120:rate=25";
  private static final String SOUND = "-f lavfi -i sine=440:duration=3:sample_rate=44100";

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

  /** A QuickTime file whose raw picture is of no layout that QuickTime knows. */
  private Path withRawPicture(String sound) throws Exception {
    return BundledFfmpeg.make(
        folder.resolve("raw.mov"),
        "-loglevel quiet " + PICTURE + sound + " -c:v rawvideo -pix_fmt yuv420p");
  }

  @Test
  void theSoundIsFoundAndHeard() throws Exception {
    URI source = server.serve(withRawPicture(" " + SOUND + " -c:a pcm_s16le"));

    MediaInfo info = inspect(source);
    ExtractedAudio audio =
        AudioExtraction.with(BundledFfmpeg.get())
            .extract(
                source,
                info,
                SpeechMix.TOGETHER,
                new Limits(Duration.ofHours(4), LIMIT),
                OutputStream.nullOutputStream(),
                fraction -> {});

    assertThat(info.format()).contains("mov");
    assertThat(info.hasVideo()).isTrue();
    assertThat(info.duration()).contains(Duration.ofSeconds(4));
    assertThat(info.requireAudio().index()).isEqualTo(1);
    assertThat(info.requireAudio().codec()).isEqualTo("pcm_s16le");
    assertThat(info.requireAudio().sampleRate()).isEqualTo(44_100);
    assertThat(audio.duration()).isEqualTo(Duration.ofSeconds(3));
  }

  @ParameterizedTest
  @CsvSource({"wmv, WMV2, wmav2", "avi, FMP4, libmp3lame"})
  void theSoundBeginsWhenItBeginsBesideAPictureThatCanBeDecoded(
      String ending, String tag, String codec) throws Exception {
    Path file =
        BundledFfmpeg.make(
            folder.resolve("late." + ending),
            PICTURE
                + " -itsoffset 1.5 "
                + SOUND
                + (" -c:v " + (tag.equals("FMP4") ? "mpeg4" : "wmv2"))
                + (" -c:a " + codec));
    String bytes = Files.readString(file, StandardCharsets.ISO_8859_1);
    Path undecodable = folder.resolve("undecodable." + ending);
    Files.writeString(undecodable, bytes.replace(tag, "WVC1"), StandardCharsets.ISO_8859_1);

    AudioStream expected = inspect(server.serve(file)).requireAudio();
    AudioStream found = inspect(server.serve(undecodable)).requireAudio();

    assertThat(found.index()).isEqualTo(expected.index());
    assertThat(found.codec()).isEqualTo(expected.codec());
    assertThat(found.startOffset().toMillis())
        .isCloseTo(expected.startOffset().toMillis(), within(20L));
  }

  @Test
  void theSoundMarkedAsDefaultIsTheOneToHear() throws Exception {
    Path file =
        withRawPicture(
            " %s %s -map 0 -map 1 -map 2 -disposition:a:0 0 -disposition:a:1 default -c:a pcm_s16le"
                .formatted(SOUND, SOUND));

    assertThat(inspect(server.serve(file)).requireAudio().index()).isEqualTo(2);
  }

  @Test
  void aPictureAloneHasNoSound() throws Exception {
    MediaInfo info = inspect(server.serve(withRawPicture("")));

    assertThat(info.hasVideo()).isTrue();
    assertThat(info.audio()).isEmpty();
  }
}
