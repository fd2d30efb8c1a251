package dev.mediajobs.benchmarks;

import dev.mediajobs.aws.AwsClients;
import dev.mediajobs.aws.Environment;
import dev.mediajobs.jobs.AccessTokens;
import dev.mediajobs.jobs.Job;
import dev.mediajobs.jobs.JobId;
import dev.mediajobs.jobs.JobStore;
import dev.mediajobs.jobs.Progress;
import dev.mediajobs.jobs.Source;
import dev.mediajobs.jobs.Stage;
import dev.mediajobs.jobs.Submitted;
import dev.mediajobs.jobs.SubtitleSettings;
import dev.mediajobs.local.EmbeddedStack;
import dev.mediajobs.local.StackOptions;
import dev.mediajobs.sockets.FrameVersion;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;
import java.util.random.RandomGenerator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/**
 * How long it takes from the conditional write of a job's row until a client has the frame: through
 * the table's stream, the notifier and the WebSocket API of the embedded stack. First one job with
 * one client, each change a random while after the frame of the one before; then fifty jobs with
 * four clients each, whose rows are written one after the other as fast as they can be.
 */
public final class FrameLatency {

  private static final int CHANGES = 200;
  private static final int WARM_UP = 50;
  private static final int JOBS = 50;
  private static final int CLIENTS_A_JOB = 4;
  private static final int PATIENCE_SECONDS = 60;

  /** Twice the period at which Lambda, and the stack like it, looks into the stream. */
  private static final long LONGEST_PAUSE_NANOSECONDS = 500_000_000;

  private static final Pattern VERSION = Pattern.compile("\"version\":\"([^\"]+)\"");

  private final Clock clock = Clock.tickMillis(ZoneOffset.UTC);
  private final EmbeddedStack stack;
  private final JobStore jobs;
  private final AccessTokens tokens;
  private final HttpClient http = HttpClient.newHttpClient();
  private final RandomGenerator random = RandomGenerator.getDefault();

  private FrameLatency(EmbeddedStack stack, DynamoDbClient dynamoDb) {
    this.stack = stack;
    this.jobs = new JobStore(dynamoDb, stack.physicalId("JobsTable"), clock);
    this.tokens =
        new AccessTokens(new Environment(stack.environmentOf("SocketsFunction")).text("TOKEN_KEY"));
  }

  /**
   * Measures and prints.
   *
   * @param arguments the template
   */
  public static void main(String[] arguments) throws Exception {
    StackOptions options =
        StackOptions.of(Path.of(arguments[0]), (_, _, _, _) -> new NoTranscribe());
    try (EmbeddedStack stack = EmbeddedStack.start(options);
        DynamoDbClient dynamoDb = new AwsClients(new Environment(stack.environment())).dynamoDb()) {
      FrameLatency latency = new FrameLatency(stack, dynamoDb);
      latency.oneByOne(WARM_UP);
      print("one job, one client, one change at a time", latency.oneByOne(CHANGES));
      print(
          "%d jobs, %d clients each, changes at once".formatted(JOBS, CLIENTS_A_JOB),
          latency.allAtOnce());
    }
    System.exit(0);
  }

  private static void print(String scene, long[] nanoseconds) {
    Arrays.sort(nanoseconds);
    System.out.printf(
        "%s: median %.1f ms, p99 %.1f ms, most %.1f ms of %d frames%n",
        scene,
        nanoseconds[nanoseconds.length / 2] / 1e6,
        nanoseconds[(int) (nanoseconds.length * 0.99)] / 1e6,
        nanoseconds[nanoseconds.length - 1] / 1e6,
        nanoseconds.length);
  }

  private long[] oneByOne(int changes) throws Exception {
    Job job = running();
    Ears ears = connect(job);
    long[] took = new long[changes];
    for (int change = 0; change < changes; change++) {
      Job next = changed(job, change);
      CountDownLatch heard = ears.awaiting(FrameVersion.of(next));
      LockSupport.parkNanos(random.nextLong(LONGEST_PAUSE_NANOSECONDS));
      long begin = System.nanoTime();
      move(job, next);
      await(heard);
      took[change] = ears.heardAt(FrameVersion.of(next)) - begin;
      job = next;
    }
    ears.leave();
    return took;
  }

  private long[] allAtOnce() throws Exception {
    List<Job> running = new ArrayList<>();
    List<List<Ears>> watching = new ArrayList<>();
    for (int number = 0; number < JOBS; number++) {
      Job job = running();
      running.add(job);
      List<Ears> all = new ArrayList<>();
      for (int client = 0; client < CLIENTS_A_JOB; client++) {
        all.add(connect(job));
      }
      watching.add(all);
    }
    List<CountDownLatch> latches = new ArrayList<>();
    List<Job> changed = new ArrayList<>();
    for (int number = 0; number < JOBS; number++) {
      Job next = changed(running.get(number), 0);
      changed.add(next);
      for (Ears ears : watching.get(number)) {
        latches.add(ears.awaiting(FrameVersion.of(next)));
      }
    }
    long[] begun = new long[JOBS];
    for (int number = 0; number < JOBS; number++) {
      begun[number] = System.nanoTime();
      move(running.get(number), changed.get(number));
    }
    for (CountDownLatch latch : latches) {
      await(latch);
    }
    long[] took = new long[JOBS * CLIENTS_A_JOB];
    int next = 0;
    for (int number = 0; number < JOBS; number++) {
      FrameVersion version = FrameVersion.of(changed.get(number));
      for (Ears ears : watching.get(number)) {
        took[next++] = ears.heardAt(version) - begun[number];
      }
    }
    return took;
  }

  private Job running() {
    Job job =
        Job.submitted(
            JobId.random(),
            new Source("7d/uploads/none", "talk.mp4", 1, Optional.empty()),
            SubtitleSettings.DEFAULT,
            clock.instant());
    if (jobs.submit(job, Optional.empty(), Optional.empty()) != Submitted.YES) {
      throw new IllegalStateException("a job was not accepted");
    }
    Job claimed = job.claimed("worker", clock.instant());
    move(job, claimed);
    return claimed;
  }

  /** Each change two seconds after the one before, as a worker's are, on the rows' own time. */
  private Job changed(Job job, int number) {
    Progress progress = new Progress(Stage.EXTRACTING, Stage.EXTRACTING.percent(), "At " + number);
    return job.reporting(progress, clock.instant().plusSeconds(2L * number));
  }

  private void move(Job before, Job after) {
    if (!jobs.move(before, after)) {
      throw new IllegalStateException("a row was changed by somebody else");
    }
  }

  private Ears connect(Job job) throws Exception {
    URI address =
        URI.create(new Environment(stack.environmentOf("ApiFunction")).text("SOCKET_URL"));
    Ears ears = new Ears();
    WebSocket socket =
        http.newWebSocketBuilder()
            .buildAsync(address, ears)
            .get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    ears.leaving = socket::abort;
    String message =
        "{\"action\":\"subscribe\",\"tokens\":[\"%s\"]}".formatted(tokens.tokenOf(job));
    socket.sendText(message, true).get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    await(ears.subscribed);
    return ears;
  }

  private static void await(CountDownLatch latch) throws Exception {
    if (!latch.await(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
      throw new TimeoutException("a frame did not come");
    }
  }

  /** Notes when which version came. */
  private static final class Ears implements WebSocket.Listener {

    private final Map<String, CountDownLatch> awaited = new ConcurrentHashMap<>();
    private final Map<String, Long> heard = new ConcurrentHashMap<>();
    private final CountDownLatch subscribed = new CountDownLatch(1);
    private final StringBuilder part = new StringBuilder();
    private Runnable leaving = () -> {};

    CountDownLatch awaiting(FrameVersion version) {
      return awaited.computeIfAbsent(version.text(), _ -> new CountDownLatch(1));
    }

    long heardAt(FrameVersion version) {
      return Optional.ofNullable(heard.get(version.text())).orElseThrow();
    }

    void leave() {
      leaving.run();
    }

    @Override
    public @Nullable CompletionStage<?> onText(WebSocket socket, CharSequence data, boolean last) {
      long now = System.nanoTime();
      part.append(data);
      if (last) {
        note(part.toString(), now);
        part.setLength(0);
      }
      socket.request(1);
      return null;
    }

    private void note(String frame, long now) {
      if (frame.contains("\"type\":\"subscribed\"")) {
        subscribed.countDown();
        return;
      }
      Matcher version = VERSION.matcher(frame);
      if (version.find()) {
        Long _ = heard.putIfAbsent(version.group(1), now);
        awaited.computeIfAbsent(version.group(1), _ -> new CountDownLatch(1)).countDown();
      }
    }
  }
}
