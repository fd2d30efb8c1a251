package dev.mediajobs.jobs;

import static dev.mediajobs.jobs.Samples.NOW;
import static dev.mediajobs.jobs.Samples.RESULT;
import static dev.mediajobs.jobs.Samples.pending;
import static dev.mediajobs.jobs.Samples.running;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

class JobRowTest {

  @ParameterizedTest
  @MethodSource("jobs")
  void aRowHoldsEverythingOfItsJob(Job job) {
    assertThat(JobRow.toJob(JobRow.of(job))).isEqualTo(job);
  }

  static List<Job> jobs() {
    Job everythingSet =
        Job.submitted(
                JobId.random(),
                new Source("k", "\u202e\"quoted\"\n😀.mp4", 5, Optional.of("ab".repeat(32))),
                new SubtitleSettings(
                    Optional.of("de-DE"),
                    true,
                    OptionalInt.of(3),
                    OptionalInt.of(2),
                    OptionalInt.of(4)),
                NOW)
            .claimed("holder", NOW);
    return List.of(
        pending(),
        running(),
        everythingSet,
        running()
            .awaiting(
                Checkpoint.before("transcribe").knowing(Map.of("a", "b")), NOW, NOW.plusSeconds(1)),
        running().retried(Checkpoint.before("probe"), NOW),
        running().completed(RESULT, NOW),
        running().failed(new Failure("code", "message"), NOW));
  }

  @Test
  void invariant6OnlyAnEndedJobIsDeletedByItsAge() {
    assertThat(JobRow.of(running())).doesNotContainKey("expires_at");
    assertThat(JobRow.of(running().completed(RESULT, NOW)))
        .containsEntry(
            "expires_at",
            AttributeValue.fromN(Long.toString(NOW.plusSeconds(604_800).getEpochSecond())));
  }
}
