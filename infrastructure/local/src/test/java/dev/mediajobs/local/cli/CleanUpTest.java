package dev.mediajobs.local.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

final class CleanUpTest {
  private final CleanUp cleanUp = new CleanUp();
  private final List<String> closed = new CopyOnWriteArrayList<>();

  private AutoCloseable thing(String name) {
    return () -> closed.add(name);
  }

  @Test
  void anInterruptionClosesEverythingTheLatestFirst() {
    cleanUp.own(thing("stack"));
    cleanUp.own(thing("upload"));

    cleanUp.interrupt();

    assertThat(closed).containsExactly("upload", "stack");
    assertThat(cleanUp.interrupted()).isTrue();
  }

  @Test
  void whatWasClosedIsNotClosedAgain() {
    cleanUp.own(thing("stack")).close();

    cleanUp.interrupt();

    assertThat(closed).containsExactly("stack");
  }

  @Test
  void oneThatCannotBeClosedDoesNotKeepTheOthers() {
    cleanUp.own(thing("stack"));
    cleanUp.own(
        () -> {
          throw new IllegalStateException("stuck");
        });

    cleanUp.interrupt();

    assertThat(closed).containsExactly("stack");
  }

  @Test
  void whatComesAfterTheInterruptionIsClosedAtOnce() {
    cleanUp.interrupt();

    assertThatThrownBy(() -> cleanUp.own(thing("late"))).isInstanceOf(CancellationException.class);
    assertThat(closed).containsExactly("late");
  }

  @Test
  void theEndOfAProcessThatIsDoneInterruptsNothing() {
    cleanUp.own(thing("stack"));
    cleanUp.finish();

    cleanUp.interrupt();

    assertThat(cleanUp.interrupted()).isFalse();
    assertThat(closed).isEmpty();
  }

  @Test
  void anInterruptionWaitsForWhatIsJustBeingOpened() throws InterruptedException {
    CountDownLatch begun = new CountDownLatch(1);
    CountDownLatch goOn = new CountDownLatch(1);
    Thread opener =
        Thread.ofVirtual()
            .start(
                () -> {
                  try {
                    cleanUp.open(
                        () -> {
                          begun.countDown();
                          goOn.await();
                          return thing("slow");
                        });
                  } catch (CancellationException | InterruptedException expected) {
                    closed.add("told");
                  }
                });
    begun.await();
    Thread interruption = Thread.ofVirtual().start(cleanUp::interrupt);
    await().until(cleanUp::interrupted);
    goOn.countDown();
    opener.join();
    interruption.join();

    assertThat(closed).containsExactly("slow", "told");
  }
}
