package dev.mediajobs.worker.media;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.mediajobs.worker.media.MediaException.Kind;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Random;
import java.util.concurrent.atomic.AtomicBoolean;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class HostileMediaTest {
  private static final Duration LIMIT = Duration.ofSeconds(30);
  private static final String SOUND = "-f lavfi -i sine=440:duration=2:sample_rate=44100";
  private static final String PICTURE = "-f lavfi -i testsrc=duration=2:size=320x240:rate=25";

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

  private static MediaException failureOf(URI source) {
    return catchThrowableOfType(
        MediaException.class, () -> MediaProbe.with(BundledFfmpeg.get()).inspect(source, LIMIT));
  }

  private MediaException failureOf(Path file) {
    return failureOf(server.serve(file));
  }

  @Test
  void anEmptyFileIsNoMedia() throws Exception {
    Path file = Files.createFile(folder.resolve("empty.mp4"));

    assertThat(failureOf(file).kind()).isEqualTo(Kind.NOT_MEDIA);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 5, 400, 20_000, 3_000_000})
  void aTextIsNoMediaWhateverItsLength(int length) throws Exception {
    String text = "It was a dark and stormy night; the rain fell in torrents.\n".repeat(60_000);
    Path file = Files.writeString(folder.resolve("text.mp4"), text.substring(0, length));

    assertThat(failureOf(file).kind()).isEqualTo(Kind.NOT_MEDIA);
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void noiseIsNoMedia(long seed) throws Exception {
    byte[] noise = new byte[600_000];
    new Random(seed).nextBytes(noise);
    Path file = Files.write(folder.resolve("noise.mp3"), noise);

    assertThat(failureOf(file).kind()).isEqualTo(Kind.NOT_MEDIA);
  }

  @Test
  void nothingButZeroesIsNoMedia() throws Exception {
    Path file = Files.write(folder.resolve("zeroes.mp4"), new byte[600_000]);

    assertThat(failureOf(file).kind()).isEqualTo(Kind.NOT_MEDIA);
  }

  @ParameterizedTest
  @CsvSource({"png, image2", "mjpeg, image2", "gif, gif", "bmp, image2"})
  void aPictureIsNoMediaWhateverItIsCalled(String codec, String format) throws Exception {
    Path file =
        BundledFfmpeg.make(
            folder.resolve("picture.mp4"),
            PICTURE
                + " -frames:v 1 -pix_fmt "
                + pixels(codec)
                + " -c:v "
                + codec
                + " -f "
                + format);

    assertThat(failureOf(file).kind()).isEqualTo(Kind.NOT_MEDIA);
  }

  private static String pixels(String codec) {
    return switch (codec) {
      case "mjpeg" -> "yuvj420p";
      case "gif" -> "rgb8";
      case "bmp" -> "bgr24";
      default -> "rgb24";
    };
  }

  /** Each names a real file or an address where a listener waits: whoever opens it is seen. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "#EXTM3U\n#EXT-X-TARGETDURATION:9\n#EXT-X-VERSION:3\n#EXTINF:9.0,\n%s\n#EXT-X-ENDLIST\n",
        "#EXTM3U\n#EXT-X-STREAM-INF:BANDWIDTH=1\n%s\n",
        "ffconcat version 1.0\nfile '%s'\n",
        "v=0\no=- 0 0 IN IP4 127.0.0.1\ns=x\nc=IN IP4 127.0.0.1\nt=0 0\na=control:%s\nm=audio 9 RTP/AVP 0\n",
        "[playlist]\nFile1=%s\nNumberOfEntries=1\nVersion=2\n",
        "<?xml version=\"1.0\"?><MPD xmlns=\"urn:mpeg:dash:schema:mpd:2011\" type=\"static\"><Period>"
            + "<AdaptationSet mimeType=\"audio/mp4\"><Representation id=\"1\" bandwidth=\"1\"><BaseURL>%s"
            + "</BaseURL></Representation></AdaptationSet></Period></MPD>",
        "1\n00:00:00,000 --> 00:00:09,000\n%s\n",
        "WEBVTT\n\n00:00.000 --> 00:09.000\n%s\n",
      })
  void aScriptThatNamesOtherFilesIsNoMediaAndOpensNothing(String script) throws Exception {
    Path secret = BundledFfmpeg.make(folder.resolve("secret.wav"), SOUND);
    try (ServerSocket listener = new ServerSocket(0, 8, InetAddress.getLoopbackAddress())) {
      for (String target :
          new String[] {
            secret.toUri().toString(),
            secret.toString(),
            "http://127.0.0.1:" + listener.getLocalPort() + "/secret.wav",
            "https://127.0.0.1:" + listener.getLocalPort() + "/secret.wav",
            "tcp://127.0.0.1:" + listener.getLocalPort()
          }) {
        Path file = Files.writeString(folder.resolve("script.mp4"), script.formatted(target));

        assertThat(failureOf(file).kind()).as(target).isEqualTo(Kind.NOT_MEDIA);
      }
      listener.setSoTimeout(1);
      Assertions.assertThatThrownBy(listener::accept).isInstanceOf(SocketTimeoutException.class);
    }
  }

  @Test
  void aVideoCutOffBeforeItsIndexIsDamaged() throws Exception {
    Path whole =
        BundledFfmpeg.make(folder.resolve("whole.mp4"), PICTURE + " " + SOUND + " -c:v mpeg4");
    byte[] bytes = Files.readAllBytes(whole);
    Path cut = Files.write(folder.resolve("cut.mp4"), Arrays.copyOf(bytes, 20_000));

    MediaException failure = failureOf(cut);

    assertThat(failure.kind()).isEqualTo(Kind.DAMAGED);
    assertThat(failure).hasMessageContaining("moov atom not found");
  }

  @Test
  void aSilentMovieIsMediaWithoutSound() throws Exception {
    Path file = BundledFfmpeg.make(folder.resolve("silent.mp4"), PICTURE + " -c:v mpeg4");

    MediaInfo info = MediaProbe.with(BundledFfmpeg.get()).inspect(server.serve(file), LIMIT);

    assertThat(info.hasVideo()).isTrue();
    assertThat(catchThrowableOfType(MediaException.class, info::requireAudio).kind())
        .isEqualTo(Kind.NO_AUDIO);
  }

  @Test
  void aPictureOfAbsurdSizeCostsNoMemory() throws Exception {
    Path file =
        BundledFfmpeg.make(
            folder.resolve("huge.mkv"),
            "-f lavfi -i color=size=16000x16000:rate=1:duration=1 "
                + SOUND
                + " -c:v mjpeg -pix_fmt yuvj420p -c:a aac");

    MediaInfo info = MediaProbe.with(BundledFfmpeg.get()).inspect(server.serve(file), LIMIT);

    assertThat(info.requireAudio().codec()).isEqualTo("aac");
  }

  @ParameterizedTest
  @CsvSource({"404, GONE", "403, GONE", "500, UNREACHABLE", "503, UNREACHABLE", "429, UNREACHABLE"})
  void theServersRefusalIsToldFromTheFilesFaults(int status, Kind kind) throws Exception {
    Path file = Files.createFile(folder.resolve("any"));

    MediaException failure = failureOf(server.serve(file, MediaServer.status(status)));

    assertThat(failure.kind()).isEqualTo(kind);
    assertThat(failure.getMessage()).doesNotContain("5ec2e7");
  }

  @Test
  void aServerThatDoesNotAnswerAtAllIsUnreachable() throws Exception {
    int port;
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = socket.getLocalPort();
    }

    assertThat(failureOf(URI.create("http://127.0.0.1:" + port + "/x?X-Amz-Signature=a")).kind())
        .isEqualTo(Kind.UNREACHABLE);
  }

  @Test
  void aHostThatDoesNotExistIsUnreachable() {
    assertThat(failureOf(URI.create("http://no-such-host.invalid/x")).kind())
        .isEqualTo(Kind.UNREACHABLE);
  }

  @ParameterizedTest
  @CsvSource({
    "mp4, 503, UNREACHABLE",
    "mp4, 404, GONE",
    "ts, 503, UNREACHABLE",
    "ogg, 503, UNREACHABLE"
  })
  void aServerThatDiesWhileTheIndexIsReadIsNotTheFilesFault(String ending, int status, Kind kind)
      throws Exception {
    Path file =
        BundledFfmpeg.make(
            folder.resolve("long." + ending),
            "-f lavfi -i anoisesrc=d=200:r=44100 -b:a 128k "
                + (ending.equals("ogg") ? "-c:a libopus" : "-c:a aac"));
    AtomicBoolean dead = new AtomicBoolean();
    URI source =
        server.serve(
            file,
            (exchange, path) -> {
              if (dead.compareAndSet(false, true)) {
                MediaServer.sendAtMost(exchange, path, 100_000);
              } else {
                exchange.sendResponseHeaders(status, -1);
              }
            });

    assertThat(failureOf(source).kind()).isEqualTo(kind);
  }

  @ParameterizedTest
  @CsvSource({"mkv, 200", "wav, 30", "ogg, 60", "flac, 30", "avi, 150", "mp4, 30"})
  void aFileCutOffInItsHeadIsNeverTheConnectionsFault(String ending, int length) throws Exception {
    Path whole = BundledFfmpeg.make(folder.resolve("whole." + ending), SOUND);
    Path cut =
        Files.write(
            folder.resolve("cut." + ending), Arrays.copyOf(Files.readAllBytes(whole), length));

    assertThat(failureOf(cut).kind()).isIn(Kind.DAMAGED, Kind.NOT_MEDIA);
  }
}
