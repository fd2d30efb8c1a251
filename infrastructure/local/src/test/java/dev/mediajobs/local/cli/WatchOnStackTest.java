package dev.mediajobs.local.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.mediajobs.jobs.Job;
import dev.mediajobs.local.cli.CommandLineHarness.Outcome;
import dev.mediajobs.local.sockets.WatchedJobs;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** Watching jobs of an endpoint that tells of every change. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class WatchOnStackTest {
  private static final Duration SOON = Duration.ofMinutes(1);

  private WatchedJobs jobs;

  @BeforeAll
  void start(@TempDir Path folder) throws Exception {
    jobs = WatchedJobs.start(folder);
  }

  @AfterAll
  void stop() {
    jobs.close();
  }

  @Test
  void eachChangeIsALineAndNobodyAsksForIt() throws Exception {
    Job one = jobs.accepted();
    Job other = jobs.accepted();
    CommandLineHarness commands =
        new CommandLineHarness().with("MEDIAJOBS_ENDPOINT", jobs.api().toString());
    CompletableFuture<Outcome> outcome =
        CompletableFuture.supplyAsync(
            () -> commands.run("watch", jobs.tokenOf(one), jobs.tokenOf(other)),
            task -> Thread.ofVirtual().start(task));
    await().atMost(SOON).until(() -> !jobs.watching(one).isEmpty());
    await().atMost(SOON).until(() -> commands.printed().lines().count() == 2);

    Job reporting = jobs.reporting(jobs.claimed(one), 40, 2);
    await().atMost(SOON).until(() -> commands.printed().contains(one.id() + " processing 40 %"));
    Job _ = jobs.completed(reporting);
    Job _ = jobs.completed(jobs.claimed(other));

    Outcome done = outcome.join();
    assertThat(done.exit()).isZero();
    assertThat(done.out().lines())
        .contains(one.id() + " completed 100 % complete", other.id() + " completed 100 % complete");
    assertThat(commands.pauses()).isEmpty();
    await().atMost(SOON).until(() -> jobs.watching(one).isEmpty());
  }
}
