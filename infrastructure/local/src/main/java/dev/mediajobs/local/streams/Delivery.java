package dev.mediajobs.local.streams;

import dev.mediajobs.local.lambda.LambdaFunction;
import dev.mediajobs.local.lambda.Outcome;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * Brings batches of one shard to a function, one after the other: a batch is over when each of its
 * records was handled or given up ("How Lambda processes records from stream and queue-based event
 * sources" in the Lambda guide).
 */
final class Delivery {

  private static final Duration FIRST_PAUSE = Duration.ofMillis(100);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(10);
  private static final int MOST_DOUBLINGS = 10;

  private final StreamSource source;
  private final LambdaFunction function;
  private final GivenUp givenUp;
  private final Clock clock;

  /**
   * @param clock the clock that the stream's records are dated by
   */
  Delivery(StreamSource source, LambdaFunction function, GivenUp givenUp, Clock clock) {
    this.source = source;
    this.function = function;
    this.givenUp = givenUp;
    this.clock = clock;
  }

  /**
   * Delivers a batch.
   *
   * @throws InterruptedException when this thread is interrupted; the batch isn't over
   */
  void deliver(List<StreamRecord> batch) throws InterruptedException {
    deliver(batch, 0);
  }

  /**
   * @param before how often its first record was sent before
   */
  private void deliver(List<StreamRecord> batch, int before) throws InterruptedException {
    List<StreamRecord> left = batch;
    int invocations = before;
    int failures = 0;
    while (!left.isEmpty()) {
      int old = tooOld(left);
      if (old > 0) {
        givenUp.add(left.subList(0, old), GivenUp.Reason.TOO_OLD, invocations);
        left = left.subList(old, left.size());
        continue;
      }
      Outcome outcome = invoke(left);
      if (outcome instanceof Outcome.Throttled) {
        // The function was not invoked, so that this is no failure of it.
        Thread.sleep(LONGEST_PAUSE);
        continue;
      }
      int handled = handled(outcome, left);
      left = left.subList(handled, left.size());
      invocations = handled > 0 ? 1 : invocations + 1;
      failures = handled > 0 ? 1 : failures + 1;
      if (source.failures().bisect() && left.size() > 1) {
        if (handled == 0) {
          int middle = left.size() / 2;
          deliver(left.subList(0, middle), invocations);
          deliver(left.subList(middle, left.size()), invocations);
          return;
        }
      } else if (!left.isEmpty() && source.failures().givesUpAfter(failures)) {
        givenUp.add(left, GivenUp.Reason.TOO_MANY_RETRIES, invocations);
        return;
      }
      if (!left.isEmpty()) {
        Thread.sleep(pause(failures));
      }
    }
  }

  private Outcome invoke(List<StreamRecord> batch) throws InterruptedException {
    return function.invoke(
        StreamRecord.event(batch), UUID.randomUUID().toString(), function.definition().timeout());
  }

  private int handled(Outcome outcome, List<StreamRecord> batch) {
    return switch (outcome) {
      case Outcome.Answered(String payload) ->
          source.partialFailures() ? StreamAnswer.handled(payload, batch) : batch.size();
      case Outcome.Failed _, Outcome.TimedOut _, Outcome.TooLarge _, Outcome.Throttled _ -> 0;
    };
  }

  /** How many records, from the first one, are older than is allowed. */
  private int tooOld(List<StreamRecord> batch) {
    if (source.failures().maximumAge().isEmpty()) {
      return 0;
    }
    Instant oldest = clock.instant().minus(source.failures().maximumAge().get());
    return Math.toIntExact(
        batch.stream().takeWhile(record -> record.written().isBefore(oldest)).count());
  }

  private static Duration pause(int failures) {
    Duration pause = FIRST_PAUSE.multipliedBy(1L << Math.min(failures - 1, MOST_DOUBLINGS));
    return pause.compareTo(LONGEST_PAUSE) < 0 ? pause : LONGEST_PAUSE;
  }
}
