package dev.mediajobs.local.worker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mediajobs.jobs.Format;
import dev.mediajobs.jobs.Job;
import dev.mediajobs.jobs.JobStatus;
import dev.mediajobs.jobs.Origin;
import dev.mediajobs.jobs.SubtitleResult;
import dev.mediajobs.jobs.SubtitleSettings;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** The same recording, handed in once more. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DuplicatesTest {

  private Workbench bench;
  private byte[] video;

  @BeforeAll
  void start() throws Exception {
    bench = Workbench.start();
    video = Recordings.video("2");
  }

  @BeforeEach
  void forgetEverything() {
    bench.clock.pass(Origin.CANONICAL.retention());
  }

  @AfterAll
  void stop() {
    bench.close();
  }

  @Test
  void theSameRecordingWithTheSameSettingsIsNotPaidForAgain() {
    Job original = completed(bench.submitted(video));
    Job copy = bench.submitted(video);

    bench.deliver(copy);

    Job cached = bench.row(copy);
    assertThat(cached.status()).isEqualTo(JobStatus.COMPLETED);
    SubtitleResult result = cached.result(SubtitleResult.class).orElseThrow();
    assertThat(result.cachedAt()).isEqualTo(original.times().completed());
    assertThat(result.prefix()).contains(copy.id().toString());
    for (Format format : Format.values()) {
      assertThat(bench.text(result.key(format)))
          .isEqualTo(bench.text(original.result(SubtitleResult.class).orElseThrow().key(format)));
    }
    assertThat(cached.checkpoint().fact("transcription")).isEmpty();
  }

  @Test
  void aCopyOfACopySaysWhenTheOriginalWasMade() {
    Job original = completed(bench.submitted(video));
    bench.clock.pass(Duration.ofDays(1));
    Job first = bench.submitted(video);
    bench.deliver(first);
    bench.clock.pass(Duration.ofDays(1));
    Job second = bench.submitted(video);
    bench.deliver(second);

    assertThat(bench.row(second).result(SubtitleResult.class).orElseThrow().cachedAt())
        .isEqualTo(original.times().completed());
  }

  @Test
  void otherSettingsMakeAnotherResult() {
    completed(bench.submitted(video));
    SubtitleSettings german =
        new SubtitleSettings(
            Optional.of("en-GB"),
            true,
            OptionalInt.empty(),
            OptionalInt.empty(),
            OptionalInt.empty(),
            false);

    Job other = completed(bench.submitted(video, german));

    assertThat(other.result(SubtitleResult.class).orElseThrow().cachedAt()).isEmpty();
  }

  @Test
  void anotherRecordingMakesAnotherResult() throws Exception {
    completed(bench.submitted(video));

    Job other = completed(bench.submitted(Recordings.video("3")));

    assertThat(other.result(SubtitleResult.class).orElseThrow().cachedAt()).isEmpty();
  }

  @Test
  void whenTheFilesOfTheOriginalAreGoneTheRecordingIsProcessedNormally() {
    Job original = completed(bench.submitted(video));
    bench.s3.deleteObject(
        delete ->
            delete
                .bucket(bench.bucket)
                .key(original.result(SubtitleResult.class).orElseThrow().key(Format.VTT)));

    Job again = completed(bench.submitted(video));

    assertThat(again.result(SubtitleResult.class).orElseThrow().cachedAt()).isEmpty();
  }

  @Test
  void anOriginalThatIsNotKeptAnyMoreIsNotCopied() {
    completed(bench.submitted(video));
    bench.clock.pass(Origin.CANONICAL.retention());

    Job again = completed(bench.submitted(video));

    assertThat(again.result(SubtitleResult.class).orElseThrow().cachedAt()).isEmpty();
  }

  @Test
  void whileTheFirstIsNotCompletedTheSecondIsProcessedToo() {
    Job first = bench.submitted(video);
    bench.deliver(first);
    Job second = completed(bench.submitted(video));

    assertThat(second.result(SubtitleResult.class).orElseThrow().cachedAt()).isEmpty();
  }

  /** Through the whole pipeline. */
  private Job completed(Job job) {
    bench.deliver(job);
    bench.deliverNewsOf(job);
    assertThat(bench.row(job).status()).isEqualTo(JobStatus.COMPLETED);
    return bench.row(job);
  }
}
