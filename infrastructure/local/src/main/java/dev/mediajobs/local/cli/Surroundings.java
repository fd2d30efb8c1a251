package dev.mediajobs.local.cli;

import dev.mediajobs.local.cli.client.Pauses;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.net.http.HttpClient;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.OptionalInt;

/**
 * Everything outside that commands deal with, so that a test can stand in for all of it.
 *
 * @param out takes results
 * @param err takes progress, notes and errors
 * @param columns width of the terminal that {@code err} is; empty when it is none
 * @param environment the process's environment variables
 * @param http sends requests; follows no redirects
 * @param pauses waits
 * @param clock tells the time
 * @param stacks starts local stacks
 * @param cleanUp owns what must not outlive the process
 */
record Surroundings(
    PrintStream out,
    PrintStream err,
    OptionalInt columns,
    Map<String, String> environment,
    HttpClient http,
    Pauses pauses,
    Clock clock,
    LocalStack.Starter stacks,
    CleanUp cleanUp) {

  /** Set by the launcher when standard error is a terminal: Java itself can't ask that. */
  private static final String COLUMNS = "MEDIAJOBS_COLUMNS";

  private static final Duration CONNECT_WITHIN = Duration.ofSeconds(10);

  /** Those of this process. */
  static Surroundings ofProcess(LocalStack.Starter stacks, CleanUp cleanUp) {
    Map<String, String> environment = System.getenv();
    return new Surroundings(
        utf8(FileDescriptor.out),
        utf8(FileDescriptor.err),
        columns(environment.getOrDefault(COLUMNS, "")),
        environment,
        httpClient(),
        Pauses.real(),
        Clock.systemUTC(),
        stacks,
        cleanUp);
  }

  /** A client as commands need it. */
  static HttpClient httpClient() {
    return HttpClient.newBuilder()
        // An upgrade to HTTP/2 is of no use here, and not every server copes with being asked.
        .version(HttpClient.Version.HTTP_1_1)
        .followRedirects(HttpClient.Redirect.NEVER)
        .connectTimeout(CONNECT_WITHIN)
        .build();
  }

  private static PrintStream utf8(FileDescriptor descriptor) {
    return new PrintStream(new FileOutputStream(descriptor), true, StandardCharsets.UTF_8);
  }

  private static OptionalInt columns(String text) {
    return text.matches("[1-9][0-9]{0,4}")
        ? OptionalInt.of(Integer.parseInt(text))
        : OptionalInt.empty();
  }
}
