package dev.mediajobs.local.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.mediajobs.api.http.Refusal;
import dev.mediajobs.api.jobs.OwnJobs;
import dev.mediajobs.jobs.Failure;
import dev.mediajobs.jobs.Format;
import dev.mediajobs.jobs.Job;
import dev.mediajobs.jobs.JobId;
import dev.mediajobs.jobs.JobStore;
import dev.mediajobs.jobs.MediaStore;
import dev.mediajobs.jobs.Origin;
import dev.mediajobs.jobs.OwnedJobs;
import dev.mediajobs.jobs.Owner;
import dev.mediajobs.jobs.ResultFile;
import dev.mediajobs.jobs.SpeechResult;
import dev.mediajobs.local.TestClock;
import dev.mediajobs.speech.AudioFormat;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The contract of speech jobs (requirement 002), but for the speaking itself. */
class SpeechJobsTest {

  /** The columns of the document's table are the fields of a body. */
  private static final String SCRIPT =
      """
      {"provider": "polly", "language": "en-US",
       "voice_assignments": {"Anna": "Joanna", "Ben": "Matthew"},
       "turns": [{"role": "Anna", "text": "Good morning!", "rate": 1.1, "pause_after_ms": 300},
                 {"role": "Ben", "text": "Is it?"}]}""";

  private static final String TEXT =
      "{\"provider\":\"polly\",\"voice\":\"Joanna\",\"text\":\"Good morning!\"}";

  private static final JsonMapper JSON = new JsonMapper();

  private static ApiOnStack api;

  private final String user = UUID.randomUUID().toString();
  private SpeechClient client;

  @BeforeAll
  static void start(@TempDir Path folder) throws Exception {
    api = ApiOnStack.start(folder, Map.of("MorePollyVoices", "Nova"));
  }

  @AfterAll
  static void stop() {
    api.close();
  }

  @BeforeEach
  void signIn() throws Exception {
    client = new SpeechClient(api, user);
  }

  @Test
  void aScriptIsAcceptedAndItsParametersAreShownAgain() throws Exception {
    Reply accepted = client.multiRole(SCRIPT);

    assertThat(accepted.status()).isEqualTo(202);
    JsonNode answer = SpeechClient.tree(accepted);
    assertThat(answer.path("status").asText()).isEqualTo("pending");
    assertThat(answer.path("job_type").asText()).isEqualTo("multi_role_tts");
    assertThat(answer.path("provider").asText()).isEqualTo("polly");
    assertThat(answer.path("estimated_duration_ms").asLong()).isPositive();
    String id = answer.path("id").asText();
    assertThat(accepted.header("location")).isEqualTo("/api/v1/jobs/" + id);
    assertThat(accepted.header("retry-after")).isEqualTo("2");

    Reply found = client.get("/" + id);
    JsonNode job = SpeechClient.tree(found);
    assertThat(found.status()).isEqualTo(200);
    assertThat(found.header("retry-after")).isEqualTo("2");
    assertThat(job.path("id").asText()).isEqualTo(id);
    assertThat(job.path("status").asText()).isEqualTo("pending");
    assertThat(job.path("job_type").asText()).isEqualTo("multi_role_tts");
    assertThat(job.path("provider").asText()).isEqualTo("polly");
    assertThat(job.path("input")).isEqualTo(JSON.readTree(SCRIPT));
    assertThat(job.path("elapsed_ms").asLong(-1)).isNotNegative();
    assertThat(Instant.parse(job.path("estimated_completion_at").asText()))
        .isAfter(Instant.parse(job.path("created_at").asText()));
    for (String absent :
        List.of(
            "started_at", "completed_at", "result", "error_message", "error_code", "input_url")) {
      assertThat(job.get(absent)).as(absent).isNotNull();
      assertThat(job.get(absent).isNull()).as(absent).isTrue();
    }
    assertThat(api.media().size(row(id).source().key()))
        .hasValue(SCRIPT.getBytes(StandardCharsets.UTF_8).length);
  }

  @Test
  void aTextForOneVoiceIsAJobOfItsOwnType() throws Exception {
    Reply accepted = client.single(TEXT);

    assertThat(accepted.status()).isEqualTo(202);
    JsonNode job = client.job(SpeechClient.idOf(accepted));
    assertThat(job.path("job_type").asText()).isEqualTo("single_tts");
    assertThat(job.path("input")).isEqualTo(JSON.readTree(TEXT));
  }

  @Test
  void theSameRequestSentAgainMakesNoSecondJob() throws Exception {
    Reply first = client.multiRole(SCRIPT, "key-1");
    Reply again = client.multiRole(SCRIPT, "key-1");
    Reply other = client.multiRole(SCRIPT.replace("morning", "evening"), "key-1");

    assertThat(again.status()).isEqualTo(202);
    assertThat(again.body()).isEqualTo(first.body());
    assertThat(other.status()).isEqualTo(422);
    assertThat(other.text("code")).isEqualTo("idempotency_key_reused");
    assertThat(new SpeechClient(api, user + "b").multiRole(SCRIPT, "key-1").body())
        .isNotEqualTo(first.body());
  }

  @Test
  void aUsersJobsAreListedNewestFirst() throws Exception {
    String oldest = SpeechClient.idOf(client.single(TEXT));
    String middle = SpeechClient.idOf(client.multiRole(SCRIPT));
    String newest = SpeechClient.idOf(client.single(TEXT));
    client.delete("/" + middle);

    Reply list = client.get("");
    assertThat(list.status()).isEqualTo(200);
    assertThat(SpeechClient.tree(list).path("limit").asInt()).isEqualTo(20);
    assertThat(ids(list)).containsExactly(newest, middle, oldest);
    assertThat(ids(client.get("?limit=2"))).containsExactly(newest, middle);
    assertThat(ids(client.get("?status=cancelled"))).containsExactly(middle);
    assertThat(ids(client.get("?status=pending&limit=1"))).containsExactly(newest);
    JsonNode first = SpeechClient.tree(list).path("jobs").path(1);
    assertThat(first.path("status").asText()).isEqualTo("cancelled");
    assertThat(first.path("completed_at").asText()).isNotEmpty();
    assertThat(first.has("input")).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"limit=0", "limit=101", "limit=-1", "limit=x", "limit=", "status=done"})
  void aListThatCantBeIsRefused(String query) throws Exception {
    Reply refused = client.get("?" + query);

    assertRefused(refused, 400, "invalid_request");
    assertThat(refused.text("detail")).startsWith(query.substring(0, query.indexOf('=')));
  }

  @Test
  void aPendingJobIsCancelledAndStaysSo() throws Exception {
    String id = SpeechClient.idOf(client.multiRole(SCRIPT));

    Reply cancelled = client.delete("/" + id);
    assertThat(cancelled.status()).isEqualTo(200);
    assertThat(cancelled.text("id")).isEqualTo(id);
    assertThat(cancelled.text("status")).isEqualTo("cancelled");
    assertThat(client.delete("/" + id).status()).isEqualTo(200);
    assertThat(client.job(id).path("status").asText()).isEqualTo("cancelled");
    assertThat(client.get("/" + id + "/download").text("detail"))
        .isEqualTo("The job is cancelled and has no audio.");
  }

  @Test
  void aJobThatHasBegunOrEndedCantBeCancelled() throws Exception {
    String id = SpeechClient.idOf(client.multiRole(SCRIPT));
    Job running = moved(row(id), row(id).claimed("holder", now()));

    assertRefused(client.delete("/" + id), 409, "not_pending");
    assertThat(client.job(id).path("status").asText()).isEqualTo("processing");
    moved(running, completed(running));
    assertRefused(client.delete("/" + id), 409, "not_pending");
  }

  @Test
  void aFailedJobSaysWhy() throws Exception {
    String id = SpeechClient.idOf(client.multiRole(SCRIPT));
    Job running = moved(row(id), row(id).claimed("holder", now()));
    moved(running, running.failed(new Failure("script_refused", "Ben has no voice."), now()));

    JsonNode job = client.job(id);
    assertThat(job.path("status").asText()).isEqualTo("failed");
    assertThat(job.path("error_message").asText()).isEqualTo("Ben has no voice.");
    assertThat(job.path("error_code").asText()).isEqualTo("script_refused");
    assertThat(job.path("estimated_completion_at").isNull()).isTrue();
    assertRefused(client.get("/" + id + "/download"), 409, "not_completed");
  }

  @Test
  void aCompletedJobShowsWhatWasMadeAndHandsItOut() throws Exception {
    String id = SpeechClient.idOf(client.multiRole(SCRIPT));
    assertRefused(client.get("/" + id + "/download"), 409, "not_completed");
    Job running = moved(row(id), row(id).claimed("holder", now()));
    Job done = moved(running, completed(running));

    JsonNode job = client.job(id);
    assertThat(job.path("status").asText()).isEqualTo("completed");
    assertThat(job.path("progress").asInt()).isEqualTo(100);
    assertThat(job.path("download_url").asText()).isEqualTo("/api/v1/jobs/" + id + "/download");
    assertThat(Instant.parse(job.path("expires_at").asText()))
        .isEqualTo(done.times().completed().orElseThrow().plus(Duration.ofDays(30)));
    assertThat(job.path("elapsed_ms").asLong())
        .isEqualTo(
            Duration.between(done.times().created(), done.times().completed().orElseThrow())
                .toMillis());
    JsonNode result = job.path("result");
    assertThat(result.path("duration_ms").asLong()).isEqualTo(2500);
    assertThat(result.path("latency_ms").asLong()).isEqualTo(900);
    assertThat(result.path("turn_count").asInt()).isEqualTo(2);
    assertThat(result.path("turn_timings").path(0).path("end_ms").asLong()).isEqualTo(900);

    Reply download = client.get("/" + id + "/download");
    assertThat(download.status()).isEqualTo(302);
    HttpResponse<String> part = range(download.header("location"), "bytes=2-4");
    assertThat(part.statusCode()).isEqualTo(206);
    assertThat(part.body()).isEqualTo("und");
    assertThat(part.headers().firstValue("content-type")).contains("audio/mpeg");
    assertThat(range(result.path("audio_url").asText(), "bytes=0-4").body()).isEqualTo("sound");
    Reply subtitles = client.get("/" + id + "/download?format=srt");
    assertThat(api.getFrom(subtitles.header("location")).body()).isEqualTo("srt");
    assertRefused(client.get("/" + id + "/download?format=doc"), 400, "invalid_request");
  }

  @Test
  void aUserHasThreeJobsAtOnceAndOthersHaveTheirs() throws Exception {
    List<String> three = new ArrayList<>();
    for (int number = 0; number < 3; number++) {
      three.add(SpeechClient.idOf(client.single(TEXT)));
    }

    Reply fourth = client.single(TEXT);

    assertRefused(fourth, 429, "limit_reached");
    assertThat(fourth.header("retry-after")).isEqualTo("30");
    assertThat(new SpeechClient(api, user + "b").single(TEXT).status()).isEqualTo(202);
    client.delete("/" + three.getFirst());
    assertThat(client.single(TEXT).status()).isEqualTo(202);
  }

  static Stream<Arguments> badScripts() {
    return Stream.of(
        Arguments.of("no turns", script(""), "turns"),
        Arguments.of("10,001 turns", script(turns(10_001, "Hi")), "turns"),
        Arguments.of(
            "an unassigned role", script("{\"role\":\"Zoe\",\"text\":\"Hi\"}"), "turns[0].role"),
        Arguments.of("a control character", script(turn("a\\u0007b")), "turns[0].text"),
        Arguments.of("half an emoji", script(turn("\\ud83d")), "turns[0].text"),
        Arguments.of("blank", script(turn("  ")), "turns[0].text"),
        Arguments.of("too long a turn", script(turn("x".repeat(100_001))), "turns[0].text"),
        Arguments.of("over 1 MiB", script(turns(11, "x".repeat(99_000))), "turns"),
        Arguments.of("another provider", SCRIPT.replace("\"polly\"", "\"elsewhere\""), "provider"),
        Arguments.of("an engine that is not set up", SCRIPT.replace("polly", "openai"), "provider"),
        Arguments.of("no provider", "{\"turns\":[],\"voice_assignments\":{}}", "provider"),
        Arguments.of("no JSON", "{\"turns\":", ""),
        Arguments.of("a list", "[]", ""),
        Arguments.of("nothing", "", ""));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("badScripts")
  void aScriptThatCantBeSpokenIsRefusedAtOnce(String ignored, String body, String field)
      throws Exception {
    Reply refused = client.multiRole(body);

    assertRefused(refused, 400, "invalid_request");
    List<String> fields = new ArrayList<>();
    SpeechClient.tree(refused)
        .path("errors")
        .forEach(error -> fields.add(error.path("field").asText()));
    assertThat(fields).contains(field);
    assertThat(refused.text("detail").length()).isLessThan(2000);
    assertThat(ids(client.get(""))).isEmpty();
  }

  static Stream<Arguments> badTexts() {
    return Stream.of(
        Arguments.of("no text", "{\"provider\":\"polly\",\"voice\":\"Joanna\"}", "text"),
        Arguments.of("no voice", "{\"provider\":\"polly\",\"text\":\"Hi\"}", "voice"),
        Arguments.of("blank", text(" "), "text"),
        Arguments.of("a control character", text("a\\u0000b"), "text"),
        Arguments.of("half an emoji", text("\\ude00"), "text"),
        Arguments.of("too long", text("x".repeat(100_001)), "text"),
        Arguments.of("turns", SCRIPT, "turns"),
        Arguments.of("too fast", text("Hi").replace("}", ",\"rate\":2.1}"), "rate"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("badTexts")
  void aTextThatCantBeSpokenIsRefusedAtOnce(String ignored, String body, String field)
      throws Exception {
    Reply refused = client.single(body);

    assertRefused(refused, 400, "invalid_request");
    List<String> fields = new ArrayList<>();
    SpeechClient.tree(refused)
        .path("errors")
        .forEach(error -> fields.add(error.path("field").asText()));
    assertThat(fields).contains(field);
    assertThat(ids(client.get(""))).isEmpty();
  }

  @Test
  void anUnknownVoiceIsRefusedAtOnceAndOthersAreNamed() throws Exception {
    Reply refused = client.multiRole(SCRIPT.replace("Matthew", "Matthias"));

    assertRefused(refused, 400, "invalid_request");
    assertThat(refused.text("detail"))
        .isEqualTo(
            "voice_assignments.Ben is Matthias, which is no voice of polly, so turns[1] can't be"
                + " spoken; there are, among others, Aditi, Amy, Aria, Arthur, Ayanda.");
    JsonNode errors = SpeechClient.tree(refused).path("errors");
    assertThat(errors).hasSize(1);
    assertThat(errors.path(0).path("field").asText()).isEqualTo("voice_assignments.Ben");

    Reply single = client.single(TEXT.replace("Joanna", "joanna"));
    assertRefused(single, 400, "invalid_request");
    assertThat(single.text("detail"))
        .startsWith("voice is joanna, which is no voice of polly")
        .contains("there are, among others, Joanna, ");
    assertThat(ids(client.get(""))).isEmpty();
  }

  @Test
  void aVoiceOfAnotherLanguageIsRefusedAtOnce() throws Exception {
    Reply refused = client.multiRole(SCRIPT.replace("Matthew", "Hans"));

    assertRefused(refused, 400, "invalid_request");
    assertThat(refused.text("detail"))
        .startsWith("voice_assignments.Ben is Hans, which speaks de-DE and not en-US");
  }

  @Test
  void aVoiceThatTheDeploymentAddsIsLetIn() throws Exception {
    assertThat(client.single(TEXT.replace("Joanna", "Nova")).status()).isEqualTo(202);
  }

  @Test
  void aBodyOfMoreThanFourMegabytesIsRefused() throws Exception {
    Reply refused = client.multiRole(" ".repeat(4 * 1024 * 1024 + 1));

    assertRefused(refused, 413, "body_too_large");
  }

  static Stream<Arguments> oddScripts() {
    return Stream.of(
        Arguments.of("markup", script(turn("<speak>2 & 3</speak>"))),
        Arguments.of("emoji", script(turn("Well done 👩‍👩‍👧‍👦!"))),
        Arguments.of("1 MB of text", script(turns(10, "x".repeat(100_000)))),
        Arguments.of("1 MB of text, escaped", script(turns(10, "\\u738b".repeat(33_000)))),
        Arguments.of("10,000 turns", script(turns(10_000, "Hi"))));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("oddScripts")
  void whatLooksOddAndKeepsTheRulesIsAccepted(String ignored, String body) throws Exception {
    Reply accepted = client.multiRole(body);

    assertThat(accepted.status()).isEqualTo(202);
    JsonNode job = client.job(SpeechClient.idOf(accepted));
    JsonNode input =
        job.path("input").isNull()
            ? JSON.readTree(api.getFrom(job.path("input_url").asText()).body())
            : job.path("input");
    assertThat(input).isEqualTo(JSON.readTree(body));
  }

  @Test
  void invariant6ACompletedJobIsKeptForThirtyDaysToTheInstant() throws Exception {
    String id = SpeechClient.idOf(client.multiRole(SCRIPT));
    Job running = moved(row(id), row(id).claimed("holder", now()));
    Job done = moved(running, completed(running));
    TestClock clock = TestClock.standing();
    JobStore jobs = new JobStore(api.clients().dynamoDb(), api.table(), clock);
    OwnJobs own =
        new OwnJobs(
            jobs, new OwnedJobs(api.clients().dynamoDb(), api.table(), jobs), Origin.SPEECH);
    Owner owner = new Owner(user);

    clock.passTo(done.times().completed().orElseThrow().plus(Duration.ofDays(30)).minusMillis(1));
    assertThat(own.open(owner, id).id()).isEqualTo(done.id());
    assertThat(own.newest(owner, Optional.empty(), 5)).hasSize(1);

    clock.pass(Duration.ofMillis(1));
    assertThatThrownBy(() -> own.open(owner, id)).isInstanceOf(Refusal.class);
    assertThat(own.newest(owner, Optional.empty(), 5)).isEmpty();
  }

  private static Job completed(Job running) {
    String prefix = MediaStore.prefixOf(running);
    SpeechResult result =
        new SpeechResult(
            prefix,
            new ResultFile("speech.mp3", AudioFormat.MP3.contentType(), 5),
            new ResultFile("timings.json", "application/json", 60),
            Arrays.stream(Format.values())
                .map(
                    format ->
                        new ResultFile("subtitles." + format.ending(), format.contentType(), 3))
                .toList(),
            Duration.ofMillis(2500),
            Duration.ofMillis(900),
            2,
            List.of(),
            Optional.empty());
    write(prefix + "speech.mp3", "sound");
    write(
        prefix + "timings.json",
        "[{\"turn_index\":0,\"role\":\"Anna\",\"start_ms\":0,\"end_ms\":900}]");
    write(prefix + "subtitles.srt", "srt");
    return running.completed(result, now());
  }

  private static void write(String key, String content) {
    api.media().write(key, "application/octet-stream", content.getBytes(StandardCharsets.UTF_8));
  }

  private static Job row(String id) {
    return api.jobs().find(JobId.parse(id).orElseThrow()).orElseThrow();
  }

  private static Job moved(Job before, Job after) {
    assertThat(api.jobs().move(before, after)).isTrue();
    return after;
  }

  private static Instant now() {
    return Instant.now().truncatedTo(ChronoUnit.MILLIS);
  }

  private static void assertRefused(Reply refused, int status, String code) throws Exception {
    assertThat(refused.status()).as(refused.body()).isEqualTo(status);
    assertThat(refused.header("content-type")).isEqualTo("application/json");
    assertThat(refused.text("code")).isEqualTo(code);
    assertThat(refused.text("detail")).isNotBlank();
  }

  private static HttpResponse<String> range(String address, String range) throws Exception {
    try (HttpClient http = HttpClient.newHttpClient()) {
      return http.send(
          HttpRequest.newBuilder(URI.create(address)).header("range", range).build(),
          BodyHandlers.ofString());
    }
  }

  private static List<String> ids(Reply list) throws Exception {
    List<String> ids = new ArrayList<>();
    SpeechClient.tree(list).path("jobs").forEach(job -> ids.add(job.path("id").asText()));
    return ids;
  }

  private static String script(String turns) {
    return """
        {"provider":"polly","voice_assignments":{"Anna":"Joanna"},"turns":[%s]}"""
        .formatted(turns);
  }

  private static String text(String text) {
    return "{\"provider\":\"polly\",\"voice\":\"Joanna\",\"text\":\"%s\"}".formatted(text);
  }

  private static String turn(String text) {
    return "{\"role\":\"Anna\",\"text\":\"%s\"}".formatted(text);
  }

  private static String turns(int count, String text) {
    return IntStream.range(0, count).mapToObj(_ -> turn(text)).collect(Collectors.joining(","));
  }
}
