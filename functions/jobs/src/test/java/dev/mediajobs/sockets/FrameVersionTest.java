package dev.mediajobs.sockets;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mediajobs.jobs.Checkpoint;
import dev.mediajobs.jobs.Failure;
import dev.mediajobs.jobs.Format;
import dev.mediajobs.jobs.Job;
import dev.mediajobs.jobs.JobId;
import dev.mediajobs.jobs.Progress;
import dev.mediajobs.jobs.Source;
import dev.mediajobs.jobs.Stage;
import dev.mediajobs.jobs.SubtitleResult;
import dev.mediajobs.jobs.SubtitleSettings;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class FrameVersionTest {

  private static final Failure FAILURE = new Failure("no_audio", "No sound.");

  private Instant now = Instant.parse("2026-11-20T10:00:00Z");

  @Test
  void eachStateOfALongLifeHasALaterVersionThanTheOneBefore() {
    List<Job> life = new ArrayList<>();
    life.add(submitted());
    life.add(life.getLast().claimed("first", later(5)));
    life.add(life.getLast().reporting(progress(12), later(2)));
    life.add(life.getLast().reporting(progress(13), later(2)));
    life.add(life.getLast().advanced(checkpoint(), later(1)));
    life.add(life.getLast().awaiting(checkpoint(), later(1), now.plus(Duration.ofMinutes(10))));
    life.add(life.getLast().awaitingFurther(later(600).plus(Duration.ofMinutes(10))));
    life.add(life.getLast().resumed("second", later(30)));
    life.add(life.getLast().reporting(progress(80), later(2)));
    life.add(life.getLast().retried(checkpoint(), later(3).plusSeconds(20)));
    life.add(life.getLast().claimed("third", later(20)));
    life.add(life.getLast().handedOver(later(60)));
    life.add(life.getLast().waitingOn(later(600).plus(Duration.ofMinutes(10))));
    life.add(life.getLast().claimed("fourth", later(1)));
    life.add(life.getLast().failed(FAILURE, later(1)));
    life.add(life.getLast().restarted(later(3600)));
    life.add(life.getLast().claimed("fifth", later(1)));
    life.add(life.getLast().completed(result(), later(1)));

    List<String> versions = life.stream().map(job -> FrameVersion.of(job).text()).toList();

    assertThat(versions).doesNotHaveDuplicates().isSorted();
    assertThat(FrameVersion.ofGone(life.getLast()).text()).isGreaterThan(versions.getLast());
  }

  @Test
  void anEndThatComesBeforeAnyLeaseIsOverIsLaterThanWhatWasBefore() {
    Job submitted = submitted();

    assertThat(FrameVersion.of(submitted.failed(FAILURE, later(1))).text())
        .isGreaterThan(FrameVersion.of(submitted).text());
    assertThat(FrameVersion.of(submitted.cancelled(later(1))).text())
        .isGreaterThan(FrameVersion.of(submitted).text());
  }

  @Test
  void anEndThatIsToldAgainHasTheSameVersion() {
    Job failed = submitted().failed(FAILURE, later(1));

    assertThat(FrameVersion.of(failed.waitingOn(later(600)))).isEqualTo(FrameVersion.of(failed));
  }

  @Test
  void aVersionHasTwentySixCharacters() {
    assertThat(FrameVersion.of(submitted()).text()).hasSize(26).matches("\\d{10}\\.\\d\\.\\d{13}");
  }

  private Instant later(int seconds) {
    now = now.plusSeconds(seconds);
    return now;
  }

  private Job submitted() {
    return Job.submitted(
        JobId.random(),
        new Source("7d/uploads/x", "talk.mp4", 1, Optional.empty()),
        SubtitleSettings.DEFAULT,
        now);
  }

  private static Progress progress(int percent) {
    return new Progress(Stage.EXTRACTING, percent, "At " + percent);
  }

  private static Checkpoint checkpoint() {
    return new Checkpoint("transcribe", Map.of());
  }

  private static SubtitleResult result() {
    return new SubtitleResult(
        "7d/jobs/x/1/",
        Map.of(Format.SRT, 1L, Format.VTT, 1L, Format.JSON, 1L),
        Optional.empty(),
        Duration.ofSeconds(1),
        0,
        0,
        0,
        List.of());
  }
}
