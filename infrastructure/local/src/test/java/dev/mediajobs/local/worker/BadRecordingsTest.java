package dev.mediajobs.local.worker;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mediajobs.jobs.Failure;
import dev.mediajobs.jobs.Format;
import dev.mediajobs.jobs.Job;
import dev.mediajobs.jobs.JobStatus;
import dev.mediajobs.jobs.SubtitleResult;
import dev.mediajobs.local.transcribe.Fault;
import dev.mediajobs.local.transcribe.TranscribeOptions;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.SocketTimeoutException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Base64;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/**
 * What people hand in by mistake or on purpose: each job fails in words that say what to do, and
 * nothing is published.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class BadRecordingsTest {

  private static final String CANT_PROCESS =
      "Failed to process video format. The file may be corrupted or use an unsupported codec.";

  private Workbench bench;

  @BeforeAll
  void start() throws Exception {
    bench = Workbench.start();
  }

  @AfterAll
  void stop() {
    bench.close();
  }

  @Test
  void nothingAtAll() {
    assertFails(new byte[0], new Failure("unsupported_media", CANT_PROCESS));
  }

  @Test
  void textThatCallsItselfVideo() {
    assertFails(
        "Dear Sir or Madam,\n".repeat(50).getBytes(UTF_8),
        new Failure("unsupported_media", CANT_PROCESS));
  }

  @Test
  void aPictureThatCallsItselfVideo() {
    byte[] png =
        Base64.getDecoder()
            .decode(
                "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==");
    assertFails(png, new Failure("unsupported_media", CANT_PROCESS));
  }

  @Test
  void aPlaylistOpensNeitherFilesNorAddresses(@TempDir Path folder) throws Exception {
    Path secret = Files.write(folder.resolve("secret.ts"), Recordings.video("1"));
    try (ServerSocket listener = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
      String playlist =
          "#EXTM3U\n#EXT-X-TARGETDURATION:5\n#EXTINF:5,\nfile://%s\n#EXTINF:5,\nhttp://127.0.0.1:%d/a.ts\n#EXT-X-ENDLIST\n"
              .formatted(secret, listener.getLocalPort());
      assertFails(playlist.getBytes(UTF_8), new Failure("unsupported_media", CANT_PROCESS));
      assertNobodyConnectedTo(listener);
    }
  }

  @Test
  void aConcatScriptOpensNeitherFilesNorAddresses(@TempDir Path folder) throws Exception {
    Path secret = Files.write(folder.resolve("secret.mp4"), Recordings.video("1"));
    try (ServerSocket listener = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
      String script =
          "ffconcat version 1.0\nfile '%s'\nfile 'http://127.0.0.1:%d/a.mp4'\n"
              .formatted(secret, listener.getLocalPort());
      assertFails(script.getBytes(UTF_8), new Failure("unsupported_media", CANT_PROCESS));
      assertNobodyConnectedTo(listener);
    }
  }

  @Test
  void aVideoWithoutSound() throws Exception {
    assertFails(
        Recordings.videoWithoutSound(),
        new Failure(
            "no_audio",
            "The recording has no sound, so there is nothing to transcribe. Submit a file with an audio track."));
  }

  @Test
  void aVideoCutOffBeforeItsIndex() throws Exception {
    byte[] whole = Recordings.video("3");
    assertFails(Arrays.copyOf(whole, whole.length / 2), new Failure("damaged_media", CANT_PROCESS));
  }

  @Test
  void aFifthOfASecond() throws Exception {
    assertFails(
        Recordings.tone("0.2"),
        new Failure(
            "audio_too_short",
            "The recording holds only 0.2 seconds of sound; at least 0.5 seconds is needed. Submit a longer recording."));
  }

  @Test
  void moreSoundThanIsTaken() throws Exception {
    assertFails(
        Recordings.tone("62"),
        new Failure(
            "audio_too_long",
            "The recording is longer than 1 minute, the most that can be transcribed. Split it and submit the parts."));
  }

  @Test
  void anUploadThatIsGoneWhenItsTurnComes() throws Exception {
    Job job = bench.submitted(Recordings.tone("2"));
    bench.s3.deleteObject(delete -> delete.bucket(bench.bucket).key(job.source().key()));
    bench.deliver(job);

    assertThat(bench.row(job).failure())
        .contains(
            new Failure(
                "source_missing", "The uploaded file is no longer there. Please upload it again."));
  }

  @Test
  void silenceIsNoFailure() throws Exception {
    assertSilent(bench, Recordings.silence("2"));
  }

  @Test
  void silenceInWhichTranscribeIdentifiesNoLanguageIsNoFailure() throws Exception {
    Fault likeTheRealOne = new Fault.UnidentifiedSilence(Pattern.compile(".*"));
    try (Workbench strict =
        Workbench.start(TranscribeOptions.defaults().withFaults(likeTheRealOne))) {
      assertSilent(strict, Recordings.silence("2"));
    }
  }

  private static void assertSilent(Workbench bench, byte[] recording) {
    Job job = bench.submitted(recording);
    bench.deliver(job);
    bench.deliver(bench.news());

    Job completed = bench.row(job);
    assertThat(completed.status()).isEqualTo(JobStatus.COMPLETED);
    SubtitleResult result = completed.result(SubtitleResult.class).orElseThrow();
    assertThat(result.notes()).containsExactly("no speech");
    assertThat(bench.text(result.key(Format.SRT))).isEmpty();
    assertThat(bench.text(result.key(Format.VTT)).strip()).isEqualTo("WEBVTT");
    assertThat(bench.text(result.key(Format.JSON))).contains("\"no_speech\":true");
  }

  private void assertFails(byte[] recording, Failure failure) {
    Job job = bench.submitted(recording);
    bench.deliver(job);

    Job failed = bench.row(job);
    assertThat(failed.status()).isEqualTo(JobStatus.FAILED);
    assertThat(failed.failure()).contains(failure);
    assertThat(bench.keysOf(job)).as("what was published").isEmpty();
  }

  private static void assertNobodyConnectedTo(ServerSocket listener) throws Exception {
    listener.setSoTimeout(1);
    assertThatThrownBy(listener::accept).isInstanceOf(SocketTimeoutException.class);
  }
}
