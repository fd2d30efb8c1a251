package dev.mediajobs.local.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mediajobs.ingest.IngestHandler;
import dev.mediajobs.jobs.Failures;
import dev.mediajobs.jobs.Job;
import dev.mediajobs.local.Invocations;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

/**
 * Which job's results lie under the name of an object, whatever was put and ended in what order.
 */
class BroughtResultsTest extends InboxTestBase {

  @Test
  void resultsOfAnObjectThatWasReplacedAreLeftOut() {
    String news = inbox.news("inbox/replaced.mp4", inbox.put("inbox/replaced.mp4", "first"));
    assertThat(inbox.isSettled(news)).isTrue();
    Job job = inbox.jobs().getFirst();
    inbox.endAllJobs();
    String ended = "{\"job_id\":\"%s\"}".formatted(job.id());
    String etag = inbox.put("inbox/replaced.mp4", "second");

    assertThat(inbox.isSettled(ended)).isTrue();
    assertThat(inbox.keys("results/replaced.mp4/")).isEmpty();

    assertThat(etag).isNotEqualTo(inbox.put("inbox/replaced.mp4", "first"));
    assertThat(inbox.isSettled(ended)).isTrue();
    assertThat(inbox.isSettled(ended)).isTrue();
    assertThat(inbox.text("results/replaced.mp4/job.json"))
        .contains("\"status\":\"failed\"")
        .contains(job.id().toString());
  }

  @Test
  void resultsOfAnEarlierObjectAreLeftOutEvenIfTheLastWasDeleted() {
    assertThat(inbox.takes("inbox/late.mp4", "first")).isTrue();
    Job first = inbox.jobs().getFirst();
    inbox.endAllJobs();
    assertThat(inbox.takes("inbox/late.mp4", "second")).isTrue();
    Job second = inbox.jobs().getFirst();
    inbox.endAllJobs();
    assertThat(inbox.isSettled("{\"job_id\":\"%s\"}".formatted(second.id()))).isTrue();
    inbox.delete("inbox/late.mp4");

    assertThat(inbox.isSettled("{\"job_id\":\"%s\"}".formatted(first.id()))).isTrue();

    assertThat(inbox.text("results/late.mp4/job.json")).contains(second.id().toString());
  }

  @Test
  void aJobWhoseTimeWasOverWhenItEndedIsReportedToo() {
    assertThat(inbox.takes("inbox/over.mp4", "x")).isTrue();
    Job job = inbox.jobs().getFirst();
    Instant over = job.times().retainedUntil().plusSeconds(1);
    Job running = job.claimed("test", over);
    assertThat(inbox.store().move(job, running)).isTrue();
    assertThat(inbox.store().move(running, running.failed(Failures.UNEXPECTED, over))).isTrue();

    IngestHandler later = new IngestHandler(inbox.environment(), Clock.fixed(over, ZoneOffset.UTC));
    later.handleRequest(
        Invocations.messages("{\"job_id\":\"%s\"}".formatted(job.id())), Invocations.context());

    assertThat(inbox.text("results/over.mp4/job.json")).contains(job.id().toString());
  }
}
