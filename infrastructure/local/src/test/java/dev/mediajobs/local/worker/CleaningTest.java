package dev.mediajobs.local.worker;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.mediajobs.jobs.CleanedResult;
import dev.mediajobs.jobs.Failure;
import dev.mediajobs.jobs.Job;
import dev.mediajobs.jobs.JobStatus;
import dev.mediajobs.jobs.NoiseRemovalSettings;
import dev.mediajobs.jobs.ResultFile;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Noise removal as a job, from whatever people hand in. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class CleaningTest {

  private static final Pattern SPACE = Pattern.compile(" ");
  private static final Duration FRAME = Duration.ofMillis(60);

  private Workbench bench;

  @BeforeAll
  void start() throws Exception {
    bench = Workbench.start();
  }

  @AfterAll
  void stop() {
    bench.close();
  }

  @ParameterizedTest
  @CsvSource({
    "wav,  -c:a pcm_u8,           cleaned.flac",
    "wav,  -c:a pcm_s24le -ac 6,  cleaned.flac",
    "wav,  -ar 8000,              cleaned.flac",
    "wav,  -ar 192000 -ac 2,      cleaned.flac",
    "m4a,  -c:a alac,             cleaned.flac",
    "flac, -ac 2,                 cleaned.flac",
    "mp3,  -b:a 128k,             cleaned.m4a",
    "m4a,  -c:a aac,              cleaned.m4a",
    "ogg,  -c:a libopus,          cleaned.m4a",
    "mka,  -c:a ac3 -ac 6,        cleaned.m4a",
    "ts,   -c:a mp2,              cleaned.m4a",
  })
  void soundOfAnyKindComesBackWithLessNoise(String ending, String coding, String name)
      throws Exception {
    Job done =
        cleaned(Recordings.noisySound(ending, SPACE.split(coding)), new NoiseRemovalSettings(true));

    CleanedResult result = result(done);
    assertThat(result.audio().name()).isEqualTo(name);
    assertThat(result.video()).isEmpty();
    assertThat(result.notes()).isEmpty();
    assertThat(result.levels().after()).isLessThan(result.levels().before() - 6);
    assertThat(result.duration()).isCloseTo(Duration.ofSeconds(6), FRAME);
    assertThat(Recordings.decoded(bytes(result, result.audio())))
        .isCloseTo(result.duration(), FRAME);
  }

  @Test
  void aVideoComesBackAsSoundAndOnRequestAsVideo() throws Exception {
    byte[] video = Recordings.noisyVideo();

    assertThat(result(cleaned(video, new NoiseRemovalSettings(false))).video()).isEmpty();
    CleanedResult both = result(cleaned(video, new NoiseRemovalSettings(true)));

    ResultFile file = both.video().orElseThrow();
    assertThat(file.name()).isEqualTo("cleaned-video.mp4");
    byte[] content = bytes(both, file);
    assertThat(file.bytes()).isEqualTo(content.length);
    assertThat(Recordings.decoded(content)).isCloseTo(both.duration(), FRAME);
  }

  @Test
  void whatCanNotBeCleanedComesBackAsItIsAndSaysWhy() throws Exception {
    assertThat(notesOn(Recordings.silence("2")))
        .containsExactly("The recording is silent, so there was nothing to remove.");
    assertThat(notesOn(Recordings.tone("0.3")))
        .containsExactly(
            "The recording is too short to tell noise from sound, so it was left as it is.");
  }

  @Test
  void aVideoWithoutSoundFails() throws Exception {
    assertFails(
        Recordings.videoWithoutSound(),
        new Failure("no_audio", "Cannot remove noise from assets without audio"));
  }

  @Test
  void whatIsNoRecordingFails() throws Exception {
    assertFails(
        "Dear Sir or Madam".getBytes(UTF_8),
        new Failure(
            "unsupported_media",
            "Failed to process video format. The file may be corrupted or use an unsupported codec."));
  }

  private List<String> notesOn(byte[] recording) {
    CleanedResult result = result(cleaned(recording, new NoiseRemovalSettings(false)));
    assertThat(result.levels().after()).isEqualTo(result.levels().before());
    return result.notes();
  }

  private void assertFails(byte[] recording, Failure failure) {
    Job failed = ended(recording, new NoiseRemovalSettings(true));

    assertThat(failed.status()).isEqualTo(JobStatus.FAILED);
    assertThat(failed.failure()).contains(failure);
  }

  private Job cleaned(byte[] recording, NoiseRemovalSettings settings) {
    Job done = ended(recording, settings);
    assertThat(done.failure()).isEmpty();
    assertThat(done.status()).isEqualTo(JobStatus.COMPLETED);
    return done;
  }

  private Job ended(byte[] recording, NoiseRemovalSettings settings) {
    Job job = bench.submitted(recording, settings);
    bench.deliver(job);
    return bench.row(job);
  }

  private static CleanedResult result(Job job) {
    return job.result(CleanedResult.class).orElseThrow();
  }

  private byte[] bytes(CleanedResult result, ResultFile file) {
    return bench
        .s3
        .getObjectAsBytes(get -> get.bucket(bench.bucket).key(result.key(file)))
        .asByteArray();
  }
}
