package dev.mediajobs.local.model;

import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.dynamodb.model.CancellationReason;
import software.amazon.awssdk.services.dynamodb.model.ProvisionedThroughputExceededException;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;

/**
 * A call of one function: real code in a thread of its own, which waits before every call to a
 * service until the scheduler lets it go on. So only one actor runs at a time.
 */
final class Actor {

  private static final long PATIENCE_SECONDS = 60;

  /** What an actor does with its time. */
  @FunctionalInterface
  interface Part {
    void play() throws Exception;
  }

  private final Semaphore mayGoOn = new Semaphore(0);
  private final Semaphore waits = new Semaphore(0);
  private final String name;
  private final Role role;
  private final Clock clock;
  private Optional<String> nextCall = Optional.empty();
  private Optional<Throwable> broken = Optional.empty();
  private Fault fault = Fault.NONE;
  private Instant asleepUntil = Instant.MIN;
  private boolean dead;
  private boolean ended;

  Actor(String name, Role role, Clock clock) {
    this.name = name;
    this.role = role;
    this.clock = clock;
  }

  String name() {
    return name;
  }

  Role role() {
    return role;
  }

  Clock clock() {
    return clock;
  }

  boolean hasEnded() {
    return ended;
  }

  /** The call that it waits to do; empty when it has ended. */
  Optional<String> nextCall() {
    return nextCall;
  }

  /** What ended it that should have ended nobody. */
  Optional<Throwable> broken() {
    return broken;
  }

  void sleepUntil(Instant end) {
    asleepUntil = end;
  }

  boolean isAsleepAt(Instant now) {
    return now.isBefore(asleepUntil);
  }

  /** Runs up to the first call. */
  void begin(Part part) {
    Thread.ofVirtual()
        .name(name)
        .start(
            () -> {
              mayGoOn.acquireUninterruptibly();
              try {
                part.play();
              } catch (Crash _) {
                dead = true;
              } catch (SdkException _) {
                // Lambda takes note of it and runs something else.
                dead = true;
              } catch (Throwable e) {
                broken = Optional.of(e);
              }
              ended = true;
              nextCall = Optional.empty();
              waits.release();
            });
    proceed(Fault.NONE);
  }

  /** Does the call that it waits for, with this fault, and goes on up to the next one. */
  void proceed(Fault withFault) {
    fault = withFault;
    mayGoOn.release();
    try {
      if (!waits.tryAcquire(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
        throw new IllegalStateException(name + " hangs after " + nextCall);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while " + name + " was running", e);
    }
  }

  /** Kills it where it stands. */
  void kill() {
    dead = true;
    while (!ended) {
      proceed(Fault.DIES_BEFORE);
    }
  }

  /** Lets the others go on, and time pass, while this actor is busy with itself. */
  void pause(String doing) {
    if (await(doing) != Fault.NONE) {
      throw new Crash();
    }
  }

  /**
   * Calls a service.
   *
   * @param does does the call; when done twice it is the same call, sent again
   */
  <T> T call(String what, Supplier<T> does) {
    return switch (await(what)) {
      case NONE -> does.get();
      case DIES_BEFORE -> throw new Crash();
      case DIES_AFTER -> {
        unheard(does);
        throw new Crash();
      }
      case THROTTLED ->
          throw ProvisionedThroughputExceededException.builder()
              .message("simulated")
              .statusCode(400)
              .awsErrorDetails(
                  AwsErrorDetails.builder()
                      .errorCode("ProvisionedThroughputExceededException")
                      .build())
              .build();
      case ANSWER_LOST -> {
        unheard(does);
        throw SdkClientException.create("simulated: the connection broke");
      }
      case SENT_TWICE -> {
        unheard(does);
        yield call(what + ", again", does);
      }
      case CONFLICT ->
          throw TransactionCanceledException.builder()
              .message("simulated")
              .cancellationReasons(CancellationReason.builder().code("TransactionConflict").build())
              .build();
    };
  }

  private static <T> void unheard(Supplier<T> does) {
    try {
      T _ = does.get();
    } catch (SdkException e) {
      // A refusal is lost on its way like any other answer.
      e.setStackTrace(new StackTraceElement[0]);
    }
  }

  private Fault await(String what) {
    if (dead) {
      throw new Crash();
    }
    nextCall = Optional.of(what);
    waits.release();
    mayGoOn.acquireUninterruptibly();
    if (dead) {
      throw new Crash();
    }
    dead = fault == Fault.DIES_BEFORE;
    return fault;
  }
}
