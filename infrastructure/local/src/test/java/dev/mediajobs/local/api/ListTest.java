package dev.mediajobs.local.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mediajobs.jobs.AccessTokens;
import dev.mediajobs.jobs.Job;
import dev.mediajobs.jobs.JobId;
import dev.mediajobs.jobs.Origin;
import dev.mediajobs.jobs.Source;
import dev.mediajobs.jobs.Submitted;
import dev.mediajobs.jobs.SubtitleSettings;
import dev.mediajobs.jobs.Upload;
import dev.mediajobs.json.Json;
import dev.mediajobs.json.JsonObject;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ListTest {

  private static ApiOnStack api;
  private static Uploading client;
  private static Work work;

  @BeforeAll
  static void start(@TempDir Path folder) throws Exception {
    api = ApiOnStack.start(folder);
    client = new Uploading(api);
    work = new Work(api);
  }

  @AfterAll
  static void stop() {
    api.close();
  }

  @Test
  void theJobsOfTheTokensAreListedTheNewestFirst() throws Exception {
    Reply older = client.submitted("older.mp4");
    Reply newer = client.submitted("newer.mp4");

    Reply list = list(older.text("access_token"), newer.text("access_token"));

    assertThat(list.status()).isEqualTo(200);
    assertThat(list.header("cache-control")).isEqualTo("no-store");
    assertThat(list.header("retry-after")).isEqualTo("2");
    assertThat(names(list)).containsExactly("newer.mp4", "older.mp4");
    assertThat(list.body())
        .endsWith("\"total\":2,\"page\":1,\"per_page\":10,\"invalid_tokens\":[]}");
    JsonObject first = list.json().objects("jobs").getFirst();
    assertThat(first.requiredString("access_token")).isEqualTo(newer.text("access_token"));
    assertThat(first.requiredString("status")).isEqualTo("pending");
  }

  @Test
  void resultsAreNotPartOfAList() throws Exception {
    Reply submitted = client.submitted("a.mp4");
    work.complete(work.job(submitted), 0);

    Reply list = list(submitted.text("access_token"));

    JsonObject job = list.json().objects("jobs").getFirst();
    assertThat(job.object("result")).isPresent();
    assertThat(job.string("result_srt")).isEmpty();
    assertThat(job.string("result_vtt")).isEmpty();
    assertThat(job.object("result_json")).isEmpty();
    assertThat(list.header("retry-after")).isEmpty();
  }

  @Test
  void aJobIsListedOnceAndToItsOwnerIfAnyTokenIsTheOwners() throws Exception {
    Reply submitted = client.submitted("a.mp4");
    String owners = submitted.text("access_token");
    String shared = shareToken(submitted);

    Reply list = list(shared, owners, owners, shared);

    assertThat(list.json().requiredWholeNumber("total", 0, 9)).isEqualTo(1);
    assertThat(list.json().objects("jobs")).hasSize(1);
    assertThat(list.json().objects("jobs").getFirst().requiredString("access_token"))
        .isEqualTo(owners);
    assertThat(list(shared).json().objects("jobs").getFirst().requiredString("access_token"))
        .isEqualTo(shared);
  }

  @Test
  void whatOpensNothingIsToldAsItWasGiven() throws Exception {
    Reply submitted = client.submitted("a.mp4");
    String good = submitted.text("access_token");
    String neverIssued = new AccessTokens("x".repeat(64)).tokenOf(work.job(submitted));
    String revoked = shareToken(submitted);
    api.delete(client.path(submitted) + "/share", client.bearer(submitted));

    Reply list = post("nonsense", good, neverIssued, revoked, " " + good, "nonsense", "");

    assertThat(list.json().requiredWholeNumber("total", 0, 9)).isEqualTo(1);
    assertThat(list.json().strings("invalid_tokens").orElseThrow())
        .containsExactly("nonsense", neverIssued, revoked, " " + good, "");
  }

  @Test
  void invariant6AnExpiredJobIsNotListed() throws Exception {
    Job expired = written(Instant.now().minus(Origin.CANONICAL.retention()));

    assertThat(list(token(expired)).json().strings("invalid_tokens").orElseThrow())
        .containsExactly(token(expired));
  }

  @Test
  void thereAreTenJobsAPageAndAnyPageCanBeAskedFor() throws Exception {
    List<Job> jobs = new ArrayList<>();
    Instant first = Instant.now().minus(Duration.ofHours(1));
    for (int number = 0; number < 25; number++) {
      jobs.add(written(first.plusSeconds(number)));
    }
    List<String> newestFirst = ids(jobs.reversed());
    String[] tokens = jobs.stream().map(ListTest::token).toArray(String[]::new);

    assertThat(ids(page(tokens, ""))).isEqualTo(newestFirst.subList(0, 10));
    assertThat(ids(page(tokens, "&page=3"))).isEqualTo(newestFirst.subList(20, 25));
    assertThat(ids(page(tokens, "&page=4"))).isEmpty();
    assertThat(ids(page(tokens, "&page=2&per_page=7"))).isEqualTo(newestFirst.subList(7, 14));
    assertThat(ids(page(tokens, "&per_page=100"))).isEqualTo(newestFirst);
    assertThat(
            page(tokens, "&page=1000000&per_page=100").json().requiredWholeNumber("total", 0, 99))
        .isEqualTo(25);
  }

  @Test
  void jobsOfTheSameInstantHaveOneOrder() throws Exception {
    Instant instant = Instant.now();
    List<Job> jobs = List.of(written(instant), written(instant), written(instant));
    List<String> tokens = new ArrayList<>(jobs.stream().map(ListTest::token).toList());

    for (int turn = 0; turn < 3; turn++) {
      Collections.rotate(tokens, 1);
      assertThat(ids(list(tokens.toArray(String[]::new)))).isSorted().hasSize(3);
    }
  }

  @Test
  void aThousandTokensFitIntoABodyAndOneMoreIsRefused() throws Exception {
    List<String> tokens = new ArrayList<>();
    AccessTokens others = new AccessTokens("x".repeat(64));
    Job job = work.job(client.submitted("a.mp4"));
    for (int version = 1; version < 1000; version++) {
      tokens.add(others.tokenOf(job.id(), version));
    }
    tokens.add(token(job));

    Reply thousand = post(tokens.toArray(String[]::new));
    tokens.add("one more");
    Reply more = post(tokens.toArray(String[]::new));

    assertThat(thousand.status()).isEqualTo(200);
    assertThat(thousand.json().requiredWholeNumber("total", 0, 1000)).isEqualTo(1);
    assertThat(thousand.json().strings("invalid_tokens").orElseThrow()).hasSize(999);
    assertThat(more.status()).isEqualTo(400);
    assertThat(more.text("detail")).contains("at most 1,000");
  }

  @Test
  void aBodyAsksForTheSameAsAQuery() throws Exception {
    String token = client.submitted("a.mp4").text("access_token");

    Reply asked = api.post("/api/jobs/list", "{\"tokens\":[\"%s\"]}".formatted(token));

    assertThat(asked.status()).isEqualTo(200);
    assertThat(asked.body()).isEqualTo(list(token).body());
    assertThat(
            api.post(
                    "/api/jobs/list",
                    "{\"tokens\":[\"%s\"],\"page\":2,\"per_page\":1}".formatted(token))
                .body())
        .isEqualTo("{\"jobs\":[],\"total\":1,\"page\":2,\"per_page\":1,\"invalid_tokens\":[]}");
  }

  @Test
  void noTokensAreNoJobs() throws Exception {
    String nothing = "{\"jobs\":[],\"total\":0,\"page\":1,\"per_page\":10,\"invalid_tokens\":[]}";

    assertThat(api.get("/api/jobs?tokens=").body()).isEqualTo(nothing);
    assertThat(api.get("/api/jobs?tokens=,").body()).isEqualTo(nothing);
    assertThat(api.post("/api/jobs/list", "{\"tokens\":[]}").body()).isEqualTo(nothing);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          ''                      | tokens
          ?page=1                 | tokens
          ?tokens=a&page=0        | page
          ?tokens=a&page=-1       | page
          ?tokens=a&page=two      | page
          ?tokens=a&page=1,2      | page
          ?tokens=a&page=99999999999 | page
          ?tokens=a&page=%2B1     | page
          ?tokens=a&page=%D9%A1   | page
          ?tokens=a&per_page=0    | per_page
          ?tokens=a&per_page=101  | per_page
          ?tokens=a&per_page=     | per_page
          """)
  void aSenselessQueryIsNamed(String query, String field) throws Exception {
    Reply refused = api.get("/api/jobs" + query);

    assertThat(refused.status()).isEqualTo(400);
    assertThat(refused.text("code")).isEqualTo("invalid_request");
    assertThat(refused.json().objects("errors").getFirst().requiredString("field"))
        .isEqualTo(field);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {}                             | tokens
          {"tokens":null}                | tokens
          {"tokens":"a"}                 | tokens
          {"tokens":["a",7]}             | tokens[1]
          {"tokens":["a",null]}          | tokens[1]
          {"tokens":[],"page":0}         | page
          {"tokens":[],"per_page":101}   | per_page
          {"tokens":[],"per_page":"ten"} | per_page
          """)
  void aSenselessBodyIsNamed(String body, String field) throws Exception {
    Reply refused = api.post("/api/jobs/list", body);

    assertThat(refused.status()).isEqualTo(400);
    assertThat(refused.json().objects("errors").getFirst().requiredString("field"))
        .isEqualTo(field);
  }

  private static Reply list(String... tokens) throws Exception {
    return page(tokens, "");
  }

  private static Reply page(String[] tokens, String more) throws Exception {
    return api.get("/api/jobs?tokens=" + String.join(",", tokens) + more);
  }

  private static Reply post(String... tokens) throws Exception {
    return api.post(
        "/api/jobs/list",
        Json.text(
            json -> {
              json.writeStartObject();
              json.writeArrayFieldStart("tokens");
              for (String token : tokens) {
                json.writeString(token);
              }
              json.writeEndArray();
              json.writeEndObject();
            }));
  }

  private static String shareToken(Reply submitted) throws Exception {
    Reply shared = api.get(client.path(submitted) + "/share", client.bearer(submitted));
    return URI.create(shared.text("share_url")).getQuery().replaceFirst("token=", "");
  }

  /** A job that was accepted then and holds no slot. */
  private static Job written(Instant created) {
    Upload upload =
        new Upload(
            UUID.randomUUID().toString().replace("-", ""),
            "a.mp4",
            1,
            "video/mp4",
            Optional.empty(),
            created,
            Optional.empty());
    api.uploads().create(upload);
    Job job =
        Job.submitted(
            JobId.random(),
            new Source(upload.key(), "a.mp4", 1, Optional.empty()),
            SubtitleSettings.DEFAULT,
            created);
    assertThat(api.jobs().submit(job, upload)).isEqualTo(Submitted.YES);
    return job;
  }

  private static String token(Job job) {
    return api.tokens().tokenOf(job);
  }

  private static List<String> names(Reply list) throws Exception {
    List<String> names = new ArrayList<>();
    for (JsonObject job : list.json().objects("jobs")) {
      names.add(job.requiredString("filename"));
    }
    return names;
  }

  private static List<String> ids(Reply list) throws Exception {
    List<String> ids = new ArrayList<>();
    for (JsonObject job : list.json().objects("jobs")) {
      ids.add(job.requiredString("job_id"));
    }
    return ids;
  }

  private static List<String> ids(List<Job> jobs) {
    return jobs.stream().map(job -> job.id().toString()).toList();
  }
}
