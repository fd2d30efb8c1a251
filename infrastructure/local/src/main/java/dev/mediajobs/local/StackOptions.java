package dev.mediajobs.local;

import dev.mediajobs.local.polly.PollyOptions;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * What an {@code EmbeddedStack} is started with; immutable, so each {@code with} method gives a
 * changed copy.
 *
 * @param template the SAM template that all wiring comes from
 * @param parameters values for the template's parameters, in place of their defaults
 * @param port port of the HTTP API on 127.0.0.1, 1 to 65535, or 0 for any free one
 * @param data folder that keeps rows, objects and secrets for the next start; empty means a
 *     temporary folder that goes with the stack
 * @param verbose takes one line of text for each thing that a curious person may want to know
 * @param clock the time that requests, events and transcriptions carry
 * @param transcribe starts what stands in for Amazon Transcribe
 * @param polly how what stands in for Amazon Polly behaves
 * @param isolation where the functions run
 */
public record StackOptions(
    Path template,
    Map<String, String> parameters,
    int port,
    Optional<Path> data,
    Consumer<String> verbose,
    Clock clock,
    TranscribeService.Factory transcribe,
    PollyOptions polly,
    Isolation isolation) {

  private static final int HIGHEST_PORT = 65_535;

  /**
   * Checks the port and keeps a copy of the parameters.
   *
   * @throws IllegalArgumentException when there can be no such port
   */
  public StackOptions {
    parameters = Map.copyOf(parameters);
    if (port < 0 || port > HIGHEST_PORT) {
      throw new IllegalArgumentException(
          "port " + port + " is not between 0 (any free one) and " + HIGHEST_PORT);
    }
  }

  /**
   * Defaults of every parameter, any free port, nothing kept, nothing said, the system's clock,
   * functions in this process.
   */
  public static StackOptions of(Path template, TranscribeService.Factory transcribe) {
    return new StackOptions(
        template,
        Map.of(),
        0,
        Optional.empty(),
        line -> {},
        Clock.systemUTC(),
        transcribe,
        PollyOptions.defaults(),
        Isolation.NONE);
  }

  /** Replaces all parameter values by these. */
  public StackOptions withParameters(Map<String, String> values) {
    return new StackOptions(
        template, values, port, data, verbose, clock, transcribe, polly, isolation);
  }

  /** Puts the HTTP API on this port; 0 means any free one. */
  public StackOptions withPort(int value) {
    return new StackOptions(
        template, parameters, value, data, verbose, clock, transcribe, polly, isolation);
  }

  /** Keeps rows, objects and secrets in this folder, which is made when missing. */
  public StackOptions withData(Path folder) {
    return new StackOptions(
        template,
        parameters,
        port,
        Optional.of(folder),
        verbose,
        clock,
        transcribe,
        polly,
        isolation);
  }

  /** Sends what a curious person may want to know to this consumer. */
  public StackOptions withVerbose(Consumer<String> sink) {
    return new StackOptions(
        template, parameters, port, data, sink, clock, transcribe, polly, isolation);
  }

  /** Judges time by this clock. */
  public StackOptions withClock(Clock value) {
    return new StackOptions(
        template, parameters, port, data, verbose, value, transcribe, polly, isolation);
  }

  /** Has what stands in for Amazon Polly behave like this. */
  public StackOptions withPolly(PollyOptions value) {
    return new StackOptions(
        template, parameters, port, data, verbose, clock, transcribe, value, isolation);
  }

  /** Runs each execution environment in a process of its own. */
  public StackOptions withIsolation() {
    return new StackOptions(
        template, parameters, port, data, verbose, clock, transcribe, polly, Isolation.PROCESS);
  }
}
