package dev.mediajobs.local.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mediajobs.jobs.Job;
import dev.mediajobs.local.TestClock;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every route of the editor's contract, asked by those who may not. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class EditorAccessTest {

  private static final Duration LONG_AGO = Duration.ofHours(3);

  private ApiOnStack api;
  private Editor alice;
  private Editor mallory;
  private String expired = "";
  private Belongings existing = Belongings.missing();

  /** What a request can be about. */
  record Belongings(UUID project, UUID asset, UUID uploading, UUID job) {

    static Belongings missing() {
      return new Belongings(
          UUID.randomUUID(), UUID.randomUUID(), UUID.randomUUID(), UUID.randomUUID());
    }
  }

  /** A route, with placeholders for what it is about. */
  record Route(String method, String path, String body) {

    String path(Belongings about) {
      return filled(path, about);
    }

    String body(Belongings about) {
      return filled(body, about);
    }

    private static String filled(String text, Belongings about) {
      return text.replace("{project}", about.project().toString())
          .replace("{asset}", about.asset().toString())
          .replace("{uploading}", about.uploading().toString())
          .replace("{job}", about.job().toString());
    }

    @Override
    public String toString() {
      return method + " " + path;
    }
  }

  @BeforeAll
  void start(@TempDir Path folder) throws Exception {
    TestClock clock = TestClock.running();
    api = ApiOnStack.start(folder, Map.of(), clock);
    alice = Editor.of(api, "alice");
    mallory = Editor.of(api, "mallory");
    clock.pass(LONG_AGO.negated());
    expired = Editor.of(api, "alice").authorization();
    clock.pass(LONG_AGO);
    UUID project = UUID.randomUUID();
    UUID asset = alice.ready(project, true);
    UUID uploading = Editor.idOf(alice.announce(project, "a.mp4", 5));
    Job job = alice.row(alice.begin("subtitle-generation", project, asset));
    existing = new Belongings(project, asset, uploading, job.id().value());
  }

  @AfterAll
  void stop() {
    api.close();
  }

  static Stream<Route> routes() {
    String about = "{\"assetId\":\"{asset}\",\"projectId\":\"{project}\"}";
    return Stream.concat(
        aboutOne(),
        Stream.of(
            new Route(
                "POST", "/api/projects/{project}/assets", "{\"filename\":\"a\",\"sizeBytes\":5}"),
            new Route("GET", "/api/projects/{project}/assets", ""),
            new Route("GET", "/api/ai/jobs", ""),
            new Route("GET", "/api/ai/jobs?projectId={project}", ""),
            new Route("POST", "/api/ai/noise-removal", about)));
  }

  /** Those about something that exists or does not. */
  static Stream<Route> aboutOne() {
    String about = "{\"assetId\":\"{asset}\",\"projectId\":\"{project}\"}";
    return Stream.of(
        new Route("GET", "/api/assets/{asset}", ""),
        new Route("GET", "/api/assets/{uploading}", ""),
        new Route("POST", "/api/assets/{asset}/complete", ""),
        new Route("POST", "/api/assets/{uploading}/complete", ""),
        new Route("DELETE", "/api/assets/{asset}", ""),
        new Route("DELETE", "/api/assets/{uploading}", ""),
        new Route("POST", "/api/ai/noise-removal", about),
        new Route("POST", "/api/ai/subtitle-generation", about),
        new Route("GET", "/api/ai/jobs/{job}", ""));
  }

  @ParameterizedTest
  @MethodSource("routes")
  void whoIsNotSignedInIsRefusedWhetherOrNotItExists(Route route) throws Exception {
    List<String[]> credentials =
        List.of(
            new String[] {},
            new String[] {"authorization", "Bearer x.y.z"},
            new String[] {"authorization", "Basic YWxpY2U6eA=="},
            new String[] {"authorization", expired});
    for (String[] headers : credentials) {
      Reply refused = send(route, existing, headers);

      assertThat(refused.status()).isEqualTo(401);
      assertThat(refused.header("www-authenticate")).isEqualTo("Bearer");
      assertThat(refused.json().bool("success")).contains(false);
      assertThat(refused.body())
          .isEqualTo(send(route, Belongings.missing(), headers).body())
          .doesNotContain(expired);
    }
  }

  @ParameterizedTest
  @MethodSource("aboutOne")
  void whatIsSomebodyElsesIsAnsweredLikeWhatDoesNotExist(Route route) throws Exception {
    String[] headers = {"authorization", mallory.authorization()};

    Reply foreign = send(route, existing, headers);
    Reply missing = send(route, Belongings.missing(), headers);

    assertThat(foreign.status()).isEqualTo(404);
    assertThat(missing.status()).isEqualTo(404);
    assertThat(foreign.body()).isEqualTo(missing.body());
  }

  @Test
  void somebodyElsesProjectLooksEmpty() throws Exception {
    Editor trudy = Editor.of(api, "trudy");
    assertThat(trudy.get("/api/projects/%s/assets".formatted(existing.project())).body())
        .isEqualTo("{\"success\":true,\"data\":{\"assets\":[]}}");
    assertThat(trudy.get("/api/ai/jobs?projectId=" + existing.project()).body())
        .isEqualTo("{\"success\":true,\"data\":{\"jobs\":[]}}");
  }

  @Test
  void whatAnotherPutsIntoAProjectOfTheSameNameStaysApart() throws Exception {
    UUID foreign = mallory.uploaded(existing.project(), Editor.FILE);

    assertThat(alice.get("/api/projects/%s/assets".formatted(existing.project())).body())
        .contains(existing.asset().toString())
        .doesNotContain(foreign.toString());
    assertThat(alice.begin("noise-removal", existing.project(), foreign).status()).isEqualTo(404);
  }

  @Test
  void anotherContractDoesNotShowTheJob() throws Exception {
    assertThat(
            api.get("/api/jobs/" + existing.job(), "authorization", alice.authorization()).status())
        .isEqualTo(404);
  }

  private Reply send(Route route, Belongings about, String... headers) throws Exception {
    return switch (route.method()) {
      case "GET" -> api.get(route.path(about), headers);
      case "DELETE" -> api.delete(route.path(about), headers);
      default -> api.post(route.path(about), route.body(about), headers);
    };
  }
}
