package dev.mediajobs.jobs;

import static dev.mediajobs.jobs.Samples.NOW;
import static dev.mediajobs.jobs.Samples.RESULT;
import static dev.mediajobs.jobs.Samples.pending;
import static dev.mediajobs.jobs.Samples.running;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class JobTest {

  private static final Failure FAILURE = new Failure("no_audio", "The recording has no sound.");

  @Test
  void invariant2EveryChangeOfHolderCountsTheFenceUp() {
    Job claimed = pending().claimed("a", NOW);
    Job awaiting = claimed.awaiting(claimed.checkpoint(), NOW, NOW.plusSeconds(600));
    Job resumed = awaiting.resumed("b", NOW);
    Job retried = resumed.retried(resumed.checkpoint(), NOW);

    assertThat(pending().hold().fence()).isEqualTo(1);
    assertThat(claimed.hold().fence()).isEqualTo(2);
    assertThat(awaiting.hold().fence()).isEqualTo(3);
    assertThat(resumed.hold().fence()).isEqualTo(4);
    assertThat(retried.hold().fence()).isEqualTo(5);
    assertThat(running().handedOver(NOW).hold().fence()).isEqualTo(3);
  }

  @Test
  void whatTheHolderWritesMeanwhileKeepsTheFence() {
    Job advanced =
        running()
            .reporting(Progress.at(Stage.EXTRACTING), NOW)
            .advanced(Checkpoint.before("cues"), NOW);

    assertThat(advanced.hold().fence()).isEqualTo(running().hold().fence());
  }

  @Test
  void everySignOfLifeProlongsTheLeaseByNinetySeconds() {
    Job alive = running().alive(NOW.plusSeconds(60));

    assertThat(alive.hold().lease()).isEqualTo(new Lease(Lease.Kind.RUNNING, NOW.plusSeconds(150)));
    assertThat(alive.hold().lease().isExpiredAt(NOW.plusSeconds(149))).isFalse();
    assertThat(alive.hold().lease().isExpiredAt(NOW.plusSeconds(150))).isTrue();
  }

  @Test
  void progressNeverGoesBack() {
    Job far = running().reporting(Progress.at(Stage.TRANSCRIBING), NOW);
    Job again = far.reporting(Progress.at(Stage.DOWNLOADING), NOW);

    assertThat(again.progress()).contains(Progress.at(Stage.TRANSCRIBING));
  }

  @Test
  void whatWasShownWhileAnEngineWorkedIsKeptWhenAWorkerTakesTheJobUpAgain() {
    Job running = running().reporting(Progress.at(Stage.TRANSCRIBING), NOW);
    Job awaiting = running.awaiting(running.checkpoint(), NOW, NOW.plusSeconds(600));
    Instant later = NOW.plusSeconds(120);

    Progress shown = ShownProgress.of(awaiting, later).orElseThrow();
    assertThat(shown.percent()).isGreaterThan(Stage.TRANSCRIBING.percent());
    assertThat(ShownProgress.of(awaiting.resumed("b", later), later)).contains(shown);
  }

  @Test
  void aRetryThatIsUnderWayNoLongerSaysThatItIsWaiting() {
    Job far = running().reporting(Progress.within(Stage.TRANSCRIBING, 0.5), NOW);
    Job retried = far.retried(far.checkpoint(), NOW);
    Job again = retried.claimed("b", NOW).reporting(Progress.at(Stage.TRANSCRIBING), NOW);

    assertThat(again.progress()).isEqualTo(far.progress());
  }

  @Test
  void aRetrySaysWhichOneItIs() {
    Job retried = running().retried(Checkpoint.before("extract"), NOW.plusSeconds(5));

    assertThat(retried.status()).isEqualTo(JobStatus.PENDING);
    assertThat(retried.progress().orElseThrow().message()).isEqualTo("Auto-retry attempt 1/3");
    assertThat(retried.tries()).isEqualTo(new Tries(1, 1, 0));
    assertThat(retried.checkpoint().step()).isEqualTo("extract");
  }

  @Test
  void handoversWithoutProgressAddUpAndAFinishedStepForgetsThem() {
    Job twice = running().handedOver(NOW).claimed("b", NOW).handedOver(NOW).claimed("c", NOW);

    assertThat(twice.tries().handovers()).isEqualTo(2);
    assertThat(twice.advanced(Checkpoint.before("cues"), NOW).tries().handovers()).isZero();
  }

  @Test
  void aTerminalJobCanOnlyBeRetriedByItsOwnerAndOnlyWhenItFailed() {
    Job completed = running().completed(RESULT, NOW);
    Job failed = running().failed(FAILURE, NOW);

    assertThatThrownBy(() -> completed.failed(FAILURE, NOW))
        .isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(() -> completed.claimed("b", NOW)).isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(() -> failed.completed(RESULT, NOW))
        .isInstanceOf(IllegalStateException.class);
    assertThat(JobStatus.FAILED.successors()).containsExactly(JobStatus.PENDING);
  }

  @Test
  void anEndedJobAwaitsThatItsEndIsTold() {
    Job failed = running().reporting(Progress.at(Stage.EXTRACTING), NOW).failed(FAILURE, NOW);

    assertThat(failed.hold().lease().kind()).isEqualTo(Lease.Kind.TOLD_BY);
    assertThat(failed.failure()).contains(FAILURE);
    assertThat(failed.result()).isEmpty();
    assertThat(failed.progress()).contains(Progress.at(Stage.EXTRACTING));
    assertThat(failed.times().completed()).contains(NOW);
  }

  @Test
  void invariant6AJobIsGoneExactly168HoursAfterItsCreation() {
    assertThat(pending().isExpiredAt(NOW.plus(Duration.ofDays(7)).minusMillis(1))).isFalse();
    assertThat(pending().isExpiredAt(NOW.plus(Duration.ofDays(7)))).isTrue();
  }
}
