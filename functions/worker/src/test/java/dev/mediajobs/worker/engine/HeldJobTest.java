package dev.mediajobs.worker.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mediajobs.jobs.Job;
import dev.mediajobs.jobs.JobId;
import dev.mediajobs.jobs.JobStore;
import dev.mediajobs.jobs.Source;
import dev.mediajobs.jobs.Stage;
import dev.mediajobs.jobs.SubtitleSettings;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemResponse;

class HeldJobTest {

  private final HandMovedClock clock = new HandMovedClock();
  private final CountingTable table = new CountingTable();
  private final HeldJob held =
      new HeldJob(
          new JobStore(table, "jobs", clock),
          clock,
          Job.submitted(
                  JobId.random(),
                  new Source("key", "talk.mp4", 1, Optional.empty()),
                  SubtitleSettings.DEFAULT,
                  clock.instant())
              .claimed("holder", clock.instant()));

  @Test
  void measuredProgressIsWrittenAtMostEveryTwoSeconds() {
    held.enter(Stage.EXTRACTING);
    for (int tenth = 1; tenth <= 100; tenth++) {
      clock.pass(Duration.ofMillis(100));
      held.report(Stage.EXTRACTING, tenth / 100.0);
    }

    assertThat(table.writes).as("the beginning, then one every 2 of 10 seconds").isEqualTo(1 + 5);
  }

  @Test
  void aStageThatBeginsIsWrittenAtOnce() {
    held.enter(Stage.DOWNLOADING);
    held.enter(Stage.EXTRACTING);

    assertThat(table.writes).isEqualTo(2);
    assertThat(held.job().progress().orElseThrow().percent()).isEqualTo(30);
  }

  @Test
  void everyReportProlongsTheLease() {
    held.enter(Stage.EXTRACTING);
    clock.pass(Duration.ofSeconds(2));
    held.report(Stage.EXTRACTING, 0.5);

    assertThat(held.job().hold().lease().until())
        .isEqualTo(clock.instant().plus(Job.RUNNING_LEASE));
  }

  /** Takes every write, so that they can be counted. */
  private static final class CountingTable implements DynamoDbClient {
    private int writes;

    @Override
    public UpdateItemResponse updateItem(UpdateItemRequest request) {
      writes++;
      return UpdateItemResponse.builder().build();
    }

    @Override
    public String serviceName() {
      return SERVICE_NAME;
    }

    @Override
    public void close() {
      // Nothing is open.
    }
  }

  private static final class HandMovedClock extends Clock {
    private Instant now = Instant.parse("2026-03-01T12:00:00Z");

    private void pass(Duration time) {
      now = now.plus(time);
    }

    @Override
    public Instant instant() {
      return now;
    }

    @Override
    public ZoneId getZone() {
      return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
      throw new IllegalStateException("nobody needs another zone");
    }
  }
}
