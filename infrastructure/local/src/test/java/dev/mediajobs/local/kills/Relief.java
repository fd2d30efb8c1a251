package dev.mediajobs.local.kills;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mediajobs.local.faults.Call;
import dev.mediajobs.local.faults.Exchange;
import dev.mediajobs.local.faults.Life;
import dev.mediajobs.local.faults.Person;
import dev.mediajobs.local.faults.Worker;
import dev.mediajobs.local.isolated.IsolatedEnvironments;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/**
 * Two workers: the first is suspended right after a certain call was done, the second takes its
 * place, and as soon as that one has claimed the job the first is continued.
 */
final class Relief implements Worker, AutoCloseable {

  private static final String SUSPENDED = "suspended";
  private static final String SUCCESSOR = "successor";
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  private final Life life;
  private final WorkerProcess first;
  private final WorkerProcess second;
  private final CompletableFuture<List<Exchange>> suspension = new CompletableFuture<>();
  private final List<CompletableFuture<Boolean>> runsOfFirst = new ArrayList<>();

  private Relief(Life life, Predicate<Call> until, IsolatedEnvironments environments)
      throws IOException {
    this.life = life;
    this.first =
        WorkerProcess.with(
            life.variables(SUSPENDED, After.first(until, this::suspend)), environments);
    this.second =
        WorkerProcess.with(
            life.variables(SUCCESSOR, After.sideEffect(SUCCESSOR, 1, this::goOn)), environments);
  }

  /** Of that life, whose first worker is suspended after the first such call. */
  static Relief in(Life life, Predicate<Call> until, IsolatedEnvironments environments)
      throws IOException {
    return new Relief(life, until, environments);
  }

  @Override
  public boolean takes(String message) {
    if (suspension.isDone()) {
      return second.takes(message);
    }
    CompletableFuture<Boolean> run =
        CompletableFuture.supplyAsync(
            () -> first.takes(message), task -> Thread.ofPlatform().daemon().start(task));
    runsOfFirst.add(run);
    Object earlier = CompletableFuture.anyOf(run, suspension).join();
    return earlier.equals(true);
  }

  private void suspend() {
    first.suspend();
    suspension.complete(life.exchanges().all());
  }

  private void goOn() {
    first.goOn();
  }

  /** Waits until the first worker has ended what it was at. */
  void awaitFirst() throws Exception {
    for (CompletableFuture<Boolean> run : runsOfFirst) {
      run.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
    }
  }

  /** What became of the moves of the job that the first worker tried after it was suspended. */
  List<Exchange> movesAfterSuspension(Person.Accepted job) {
    assertThat(suspension).isDone();
    return life.exchanges().all().stream()
        .skip(suspension.join().size())
        .filter(exchange -> exchange.call().site().caller().equals(SUSPENDED))
        .filter(
            exchange ->
                Set.of("UpdateItem", "TransactWriteItems")
                    .contains(exchange.call().site().operation()))
        .filter(exchange -> exchange.call().body().contains("job#" + job.id()))
        .toList();
  }

  @Override
  public void close() {
    first.close();
    second.close();
  }
}
