package dev.mediajobs.local.sockets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.mediajobs.jobs.Job;
import dev.mediajobs.sockets.FrameVersion;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Clients that watch jobs over the WebSocket API, from the row to the frame. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class WatchingTest {

  private static final JsonMapper JSON = new JsonMapper();
  private static final Duration SOON = Duration.ofMinutes(1);

  /** The fence of a job that nobody has claimed yet; that it was accepted may be told late. */
  private static final String ACCEPTED = "0000000001.";

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
  void aSubscriptionIsAnsweredWithTheJobAndFollowedByEachOfItsChanges() throws Exception {
    Job accepted = jobs.accepted();
    try (Client client = jobs.connect()) {
      JsonNode answer = subscribe(client, jobs.tokenOf(accepted));

      assertThat(answer.path("type").asText()).isEqualTo("subscribed");
      JsonNode shown = answer.path("jobs").path(0);
      assertThat(shown.path("version").asText()).isEqualTo(FrameVersion.of(accepted).text());
      assertThat(shown.path("access_token").asText()).isEqualTo(jobs.tokenOf(accepted));
      assertThat(shown.path("job").path("status").asText()).isEqualTo("pending");

      Job claimed = jobs.claimed(accepted);
      Job reporting = jobs.reporting(jobs.alive(claimed), 40, 2);
      Job completed = jobs.completed(reporting);

      assertFrame(client.hearNews(), "job.progress", claimed);
      JsonNode progress = client.hearNews();
      assertFrame(progress, "job.progress", reporting);
      assertThat(progress.path("job").path("progress").asInt()).isEqualTo(40);
      assertThat(progress.path("job").path("progress_message").asText()).isEqualTo("At 40");
      JsonNode end = client.hearNews();
      assertFrame(end, "job.completed", completed);
      assertThat(end.path("job").path("progress").asInt()).isEqualTo(100);
      assertThat(client.heard().stream().skip(1)).noneMatch(frame -> frame.contains("token"));
    }
  }

  @Test
  void theEndOfARowIsToldAfterEverythingElse() throws Exception {
    Job completed = jobs.completed(jobs.claimed(jobs.accepted()));
    try (Client client = jobs.connect()) {
      JsonNode shown = subscribe(client, jobs.tokenOf(completed)).path("jobs").path(0);

      jobs.delete(completed);

      JsonNode end = await().atMost(SOON).until(client::hear, isType("job.expired"));
      assertThat(end.path("version").asText())
          .isGreaterThan(shown.path("version").asText())
          .isEqualTo(FrameVersion.ofGone(completed).text());
    }
  }

  @Test
  void whoConnectsAgainIsToldTheStateAtOnce() throws Exception {
    Job accepted = jobs.accepted();
    Client first = jobs.connect();
    JsonNode before = subscribe(first, jobs.tokenOf(accepted)).path("jobs").path(0);
    first.vanish();
    Job completed = jobs.completed(jobs.claimed(accepted));

    try (Client second = jobs.connect()) {
      JsonNode after = subscribe(second, jobs.tokenOf(accepted)).path("jobs").path(0);

      assertThat(after.path("job").path("status").asText()).isEqualTo("completed");
      assertThat(after.path("version").asText())
          .isGreaterThan(before.path("version").asText())
          .isEqualTo(FrameVersion.of(completed).text());
    }
  }

  @Test
  void tokensThatOpenNothingAreNamedAndNothingElseIsSaidOfThem() throws Exception {
    Job accepted = jobs.accepted();
    String foreign = jobs.tokenOf(jobs.accepted("carol"));
    try (Client client = jobs.connect()) {
      JsonNode answer = subscribe(client, "nonsense", jobs.tokenOf(accepted), foreign);

      assertThat(answer.path("jobs")).hasSize(1);
      assertThat(texts(answer.path("invalid_tokens"))).containsExactly("nonsense", foreign);
    }
  }

  @Test
  void aSignedInUserWatchesOwnJobsByIdAndNobodyElses() throws Exception {
    Job own = jobs.accepted("alice");
    Job foreign = jobs.accepted("bob");
    try (Client client = jobs.connect()) {
      ObjectNode wish = wish("subscribe");
      wish.put("access_token", jobs.signedIn("alice"));
      wish.putArray("job_ids")
          .add(own.id().toString())
          .add(foreign.id().toString())
          .add("nonsense")
          .add(UUID.randomUUID().toString());

      JsonNode answer = client.say(wish.toString()).hearAnswer();

      assertThat(answer.path("jobs")).hasSize(1);
      assertThat(answer.path("jobs").path(0).has("access_token")).isFalse();
      assertThat(texts(answer.path("invalid_job_ids")))
          .hasSize(3)
          .contains(foreign.id().toString(), "nonsense");
      Job _ = jobs.claimed(foreign);
      Job claimed = jobs.claimed(own);
      assertFrame(client.hearNews(), "job.progress", claimed);
    }
  }

  @Test
  void aSignedInUserWatchesAllOwnJobsThoseToComeToo() throws Exception {
    Job before = jobs.accepted("dave");
    try (Client client = jobs.connect()) {
      ObjectNode wish = wish("subscribe");
      wish.put("access_token", jobs.signedIn("dave"));
      wish.put("all_jobs", true);

      JsonNode answer = client.say(wish.toString()).hearAnswer();

      assertThat(answer.path("all_jobs").asBoolean()).isTrue();
      assertThat(ids(answer)).containsExactly(before.id().toString());
      Job _ = jobs.accepted("erin");
      Job later = jobs.accepted("dave");
      assertFrame(client.hearNews(), "job.progress", later);
      Job claimed = jobs.claimed(before);
      assertFrame(client.hearNews(), "job.progress", claimed);
    }
  }

  @Test
  void whoseAccessTokenIsNotValidWatchesNothing() throws Exception {
    try (Client client = jobs.connect()) {
      ObjectNode wish = wish("subscribe");
      wish.put("access_token", "nonsense");
      wish.put("all_jobs", true);

      JsonNode answer = client.say(wish.toString()).hearAnswer();

      assertThat(answer.path("type").asText()).isEqualTo("error");
      assertThat(answer.path("code").asText()).isEqualTo("unauthenticated");
    }
  }

  @Test
  void aLinkThatIsNoLongerSharedShowsNothingMore() throws Exception {
    Job accepted = jobs.accepted();
    Job other = jobs.accepted();
    try (Client client = jobs.connect()) {
      assertThat(subscribe(client, jobs.shareTokenOf(accepted), jobs.tokenOf(other)).path("jobs"))
          .hasSize(2);

      Job _ = jobs.claimed(jobs.unshared(accepted));
      Job claimed = jobs.claimed(other);

      assertFrame(client.hearNews(), "job.progress", claimed);
    }
  }

  @Test
  void whoUnsubscribesIsToldNothingMore() throws Exception {
    Job one = jobs.accepted();
    Job other = jobs.accepted();
    try (Client client = jobs.connect()) {
      assertThat(subscribe(client, jobs.tokenOf(one), jobs.tokenOf(other)).path("jobs")).hasSize(2);
      ObjectNode wish = wish("unsubscribe");
      wish.putArray("job_ids").add(one.id().toString());

      assertThat(client.say(wish.toString()).hearAnswer().path("type").asText())
          .isEqualTo("unsubscribed");

      Job _ = jobs.claimed(one);
      Job claimed = jobs.claimed(other);
      assertFrame(client.hearNews(), "job.progress", claimed);
      assertThat(jobs.watching(one)).isEmpty();
      assertThat(client.say("{\"action\":\"unsubscribe\",\"all\":true}").hearAnswer().path("type"))
          .hasToString("\"unsubscribed\"");
      assertThat(jobs.watching(other)).isEmpty();
    }
  }

  @Test
  void whatAClientWatchedIsForgottenWhenItLeaves() throws Exception {
    Job one = jobs.accepted();
    Job other = jobs.accepted();
    Client client = jobs.connect();
    JsonNode _ = subscribe(client, jobs.tokenOf(one), jobs.tokenOf(other));
    assertThat(jobs.watching(one)).hasSize(1);

    client.close();

    await()
        .atMost(SOON)
        .until(() -> jobs.watching(one).isEmpty() && jobs.watching(other).isEmpty());
  }

  @Test
  void aConnectionThatEndedUnheardIsForgottenWhenItCantBeTold() throws Exception {
    Job watched = jobs.accepted();
    Job silent = jobs.accepted();
    try (Client client = jobs.connect()) {
      JsonNode _ = subscribe(client, jobs.tokenOf(watched));
      jobs.addGone("bm9ib2R5LXRoZXI=", watched);
      jobs.addGone("bm9ib2R5LXRoZXI=", silent);

      Job claimed = jobs.claimed(watched);

      assertFrame(client.hearNews(), "job.progress", claimed);
      await()
          .atMost(SOON)
          .until(() -> jobs.watching(watched).size() == 1 && jobs.watching(silent).isEmpty());
    }
  }

  @Test
  void aPingIsAnswered() throws Exception {
    try (Client client = jobs.connect()) {
      assertThat(client.say("{\"action\":\"ping\"}").hearAnswer())
          .hasToString("{\"type\":\"pong\"}");
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '!',
      value = {
        "no JSON | The message is not valid JSON: look at line 1",
        "[] | The message must be a JSON object",
        "{} | action is missing",
        "{\"action\":\"dance\"} | action must be subscribe, unsubscribe or ping",
        "{\"action\":\"subscribe\"} | tokens is missing",
        "{\"action\":\"subscribe\",\"tokens\":\"x\"} | tokens must be a list of strings",
        "{\"action\":\"subscribe\",\"all_jobs\":true} | access_token is missing",
        "{\"action\":\"subscribe\",\"job_ids\":[\"x\"]} | access_token is missing",
        "{\"action\":\"unsubscribe\"} | job_ids is missing"
      })
  void aMessageThatMakesNoSenseIsAnsweredWithWhatToDo(String message, String detail)
      throws Exception {
    try (Client client = jobs.connect()) {
      JsonNode answer = client.say(message).hearAnswer();

      assertThat(answer.path("type").asText()).isEqualTo("error");
      assertThat(answer.path("code").asText()).isEqualTo("invalid_request");
      assertThat(answer.path("detail").asText()).startsWith(detail);
    }
  }

  @Test
  void aMessageNamesFiftyJobsAtMost() throws Exception {
    try (Client client = jobs.connect()) {
      JsonNode answer =
          subscribe(
              client,
              IntStream.rangeClosed(0, 50).mapToObj(Integer::toString).toArray(String[]::new));

      assertThat(answer.path("detail").asText()).contains("at most 50");
    }
  }

  @Test
  void aConnectionWatchesTwoHundredJobsAtMostAndKeepsThose() throws Exception {
    List<Job> many = IntStream.range(0, 201).mapToObj(_ -> jobs.accepted()).toList();
    try (Client client = jobs.connect()) {
      for (int from = 0; from < 200; from += 50) {
        assertThat(subscribe(client, tokens(many.subList(from, from + 50))).path("jobs"))
            .hasSize(50);
      }

      JsonNode answer = subscribe(client, tokens(many.subList(200, 201)));

      assertThat(answer.path("code").asText()).isEqualTo("too_many_subscriptions");
      assertThat(jobs.watching(many.getLast())).isEmpty();
      assertThat(subscribe(client, tokens(many.subList(0, 50))).path("jobs")).hasSize(50);
      Job claimed = jobs.claimed(many.get(199));
      assertFrame(client.hearNews(), "job.progress", claimed);
    }
  }

  @Test
  void twoHundredSocketsHearEveryChangeOfFiftyJobsInItsOrder() throws Exception {
    List<Job> accepted = IntStream.range(0, 50).mapToObj(_ -> jobs.accepted()).toList();
    URI address = jobs.address();
    List<Client> clients = IntStream.range(0, 200).mapToObj(_ -> jobs.connectTo(address)).toList();
    Map<Client, List<Job>> watched = new HashMap<>();
    for (int number = 0; number < 200; number++) {
      // One after the other, or the machine would start a function for each.
      Client client = clients.get(number);
      List<Job> two = List.of(accepted.get(number % 50), accepted.get((number + 7) % 50));
      watched.put(client, two);
      assertThat(subscribe(client, tokens(two)).path("jobs")).hasSize(2);
    }

    Map<String, List<String>> written = Collections.synchronizedMap(new HashMap<>());
    try (ExecutorService workers = Executors.newFixedThreadPool(4)) {
      List<Future<?>> runs = new ArrayList<>();
      accepted.forEach(
          job -> runs.add(workers.submit(() -> written.put(job.id().toString(), run(job)))));
      for (Future<?> run : runs) {
        assertThat(run.get()).isNull();
      }
    }

    await()
        .atMost(SOON)
        .untilAsserted(
            () -> {
              for (Client client : clients) {
                assertThat(versions(client))
                    .isEqualTo(versions(watched.getOrDefault(client, List.of()), written));
              }
            });
  }

  /** Plays a worker; gives the versions of what it wrote, in their order. */
  private List<String> run(Job job) {
    List<String> versions = new ArrayList<>();
    Job now = jobs.claimed(job);
    versions.add(FrameVersion.of(now).text());
    for (int percent = 31; percent <= 32; percent++) {
      now = jobs.reporting(now, percent, 2 * (percent - 30));
      versions.add(FrameVersion.of(now).text());
    }
    versions.add(FrameVersion.of(jobs.completed(now)).text());
    return versions;
  }

  /** The versions of the frames of each job, in the order in which they came. */
  private static Map<String, List<String>> versions(Client client) throws Exception {
    Map<String, List<String>> versions = new HashMap<>();
    for (String text : client.heard()) {
      JsonNode frame = JSON.readTree(text);
      boolean accepted = frame.path("version").asText().startsWith(ACCEPTED);
      if (frame.path("type").asText().startsWith("job.") && !accepted) {
        versions
            .computeIfAbsent(frame.path("job").path("job_id").asText(), _ -> new ArrayList<>())
            .add(frame.path("version").asText());
      }
    }
    return versions;
  }

  private static Map<String, List<String>> versions(
      List<Job> watched, Map<String, List<String>> written) {
    Map<String, List<String>> versions = new HashMap<>();
    for (Job job : watched) {
      String id = job.id().toString();
      versions.put(id, written.getOrDefault(id, List.of()));
    }
    return versions;
  }

  private static JsonNode subscribe(Client client, String... tokens) throws Exception {
    return client.say(subscription(tokens)).hearAnswer();
  }

  private static String subscription(String... tokens) {
    ObjectNode wish = wish("subscribe");
    ArrayNode named = wish.putArray("tokens");
    Stream.of(tokens).forEach(named::add);
    return wish.toString();
  }

  private String[] tokens(List<Job> some) {
    return some.stream().map(jobs::tokenOf).toArray(String[]::new);
  }

  private static ObjectNode wish(String action) {
    return JSON.createObjectNode().put("action", action);
  }

  private static void assertFrame(JsonNode frame, String type, Job job) {
    assertThat(frame.path("type").asText()).isEqualTo(type);
    assertThat(frame.path("id").asText()).startsWith("evt_");
    assertThat(frame.path("version").asText()).isEqualTo(FrameVersion.of(job).text());
    assertThat(frame.path("job").path("job_id").asText()).isEqualTo(job.id().toString());
    assertThat(frame.path("job").path("status").asText()).isEqualTo(job.status().text());
  }

  private static Predicate<JsonNode> isType(String type) {
    return frame -> frame.path("type").asText().equals(type);
  }

  private static List<String> texts(JsonNode array) {
    List<String> texts = new ArrayList<>();
    array.forEach(text -> texts.add(text.asText()));
    return texts;
  }

  private static List<String> ids(JsonNode answer) {
    List<String> ids = new ArrayList<>();
    answer.path("jobs").forEach(one -> ids.add(one.path("job").path("job_id").asText()));
    return ids;
  }
}
