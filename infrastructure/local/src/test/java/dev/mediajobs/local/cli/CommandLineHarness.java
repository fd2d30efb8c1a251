package dev.mediajobs.local.cli;

import dev.mediajobs.local.cli.client.Pauses;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Runs commands in this process: what they print is kept, pauses pass at once on a clock of its
 * own.
 */
final class CommandLineHarness {
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();
  private final Map<String, String> environment = new HashMap<>();
  private final List<Duration> pauses = new CopyOnWriteArrayList<>();
  private final AtomicInteger running = new AtomicInteger();
  private final AtomicInteger started = new AtomicInteger();
  private final CleanUp cleanUp = new CleanUp();
  private boolean waiting;
  private volatile Instant now = Instant.parse("2026-11-20T10:00:00Z");
  private LocalStack.Starter stacks =
      wishes -> {
        throw new AssertionError("no stack was expected");
      };

  /** What came of a command. */
  record Outcome(int exit, String out, String err) {
    String lastErrorLine() {
      return err.lines().reduce("", (first, second) -> second);
    }
  }

  CommandLineHarness with(String variable, String value) {
    environment.put(variable, value);
    return this;
  }

  /** Commands wait as they do for people, by real time. */
  CommandLineHarness waiting() {
    waiting = true;
    return this;
  }

  /** Local stacks are this API. */
  CommandLineHarness stackAt(URI api) {
    stacks =
        wishes -> {
          running.incrementAndGet();
          started.incrementAndGet();
          wishes.notes().accept("a detail of the stack");
          return new LocalStack() {
            @Override
            public URI api() {
              return api;
            }

            @Override
            public Map<String, String> environment() {
              return Map.of("MEDIA_BUCKET", "it's media");
            }

            @Override
            public void close() {
              running.decrementAndGet();
            }
          };
        };
    return this;
  }

  CommandLineHarness stacks(LocalStack.Starter starter) {
    stacks = starter;
    return this;
  }

  int stacksStarted() {
    return started.get();
  }

  int stacksRunning() {
    return running.get();
  }

  List<Duration> pauses() {
    return pauses;
  }

  CleanUp cleanUp() {
    return cleanUp;
  }

  String printed() {
    return out.toString(StandardCharsets.UTF_8);
  }

  Outcome run(String... arguments) {
    Pauses passing =
        time -> {
          pauses.add(time);
          now = now.plus(time);
        };
    Surroundings surroundings =
        new Surroundings(
            new PrintStream(out, true, StandardCharsets.UTF_8),
            new PrintStream(err, true, StandardCharsets.UTF_8),
            OptionalInt.empty(),
            environment,
            Surroundings.httpClient(),
            waiting ? Pauses.real() : passing,
            waiting ? Clock.systemUTC() : new PassingClock(),
            stacks,
            cleanUp);
    int exit = new Mediajobs(surroundings).run(arguments);
    return new Outcome(
        exit, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
  }

  private final class PassingClock extends Clock {
    @Override
    public java.time.ZoneId getZone() {
      return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(java.time.ZoneId zone) {
      return this;
    }

    @Override
    public Instant instant() {
      return now;
    }
  }
}
