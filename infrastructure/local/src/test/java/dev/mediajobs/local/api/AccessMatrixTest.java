package dev.mediajobs.local.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mediajobs.local.openapi.TemplateRoutes;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every route of the template, asked by everybody who may not. Whoever is refused is answered as if
 * what they ask for did not exist, and nothing has changed.
 */
class AccessMatrixTest {

  private static final String LINK_PATH = " /api/jobs/{job_id}";

  private static final Map<String, Guard> MATRIX =
      Map.ofEntries(
          // Anybody may, and the reason why.
          Map.entry(
              "GET /.well-known/oauth-protected-resource",
              new OpenRoute("it tells where to sign in, so nobody can be signed in yet", "")),
          Map.entry(
              "POST /api/uploads",
              new OpenRoute(
                  "it makes something new, whose id only its answer tells; jobs need no account",
                  "{\"filename\":\"a.mp4\",\"size_bytes\":5}")),
          Map.entry(
              "GET /api/capacity",
              new OpenRoute("it tells two numbers, before anybody has anything", "")),
          Map.entry(
              "GET /api/socket",
              new OpenRoute("it tells one address, at which everybody has to show a token", "")),
          Map.entry(
              "GET /api/push/key",
              new OpenRoute("it is a public key, which every page hands to browsers", "")),
          // Operators.
          Map.entry("POST /api/jobs/check-stale", new SignedRoute()),
          // Whoever knows the upload.
          Map.entry("GET /api/uploads/{upload_id}", new UploadRoute()),
          Map.entry("POST /api/uploads/{upload_id}/complete", new UploadRoute()),
          Map.entry("DELETE /api/uploads/{upload_id}", new UploadRoute()),
          Map.entry(
              "POST /api/jobs/submit",
              new UploadInBody("{\"key\":\"{key}\",\"filename\":\"a.mp4\"}")),
          Map.entry("POST /api/generate-subtitles", new UploadInBody("{\"fileId\":\"{key}\"}")),
          // Whoever knows the subscription.
          Map.entry("DELETE /api/push/subscriptions/{subscription_id}", new UnsubscribingRoute()),
          // Whoever has the job's token, or is signed in.
          Map.entry(
              "POST /api/push/subscriptions",
              new SubscribingRoute(AccessScene.BROWSER.replace("}}", "},{named}}"))),
          // Whoever has the job's token.
          Map.entry("GET /api/jobs", new TokenList("?tokens={token}", "")),
          Map.entry("POST /api/jobs/list", new TokenList("", "{\"tokens\":[\"{token}\"]}")),
          Map.entry("GET /api/jobs/{job_id}", new TokenRoute()),
          Map.entry("DELETE /api/jobs/{job_id}", new TokenRoute()),
          Map.entry("POST /api/jobs/{job_id}/retry", new TokenRoute()),
          Map.entry("GET /api/jobs/{job_id}/share", new TokenRoute()),
          Map.entry("DELETE /api/jobs/{job_id}/share", new TokenRoute()),
          Map.entry("GET /api/jobs/{job_id}/download/{format}", new TokenRoute()),
          Map.entry("GET /api/jobs/{job_id}/deliveries", new TokenRoute()),
          Map.entry("POST /api/jobs/{job_id}/deliveries/{delivery_id}/redeliver", new TokenRoute()),
          Map.entry("GET /api/generate-subtitles/{jobId}", new PollingRoute()),
          // Signed-in users, each for themselves.
          Map.entry(
              "POST /api/v1/jobs/tts/multi-role",
              speechMade(
                  "{\"provider\":\"polly\",\"voice_assignments\":{\"Anna\":\"Joanna\"},"
                      + "\"turns\":[{\"role\":\"Anna\",\"text\":\"Hi\"}]}")),
          Map.entry(
              "POST /api/v1/jobs/tts/single",
              speechMade("{\"provider\":\"polly\",\"voice\":\"Joanna\",\"text\":\"Hi\"}")),
          Map.entry("GET /api/v1/jobs", new UserRoute(Map.of(), "", "", OptionalInt.of(200), 400)),
          Map.entry("GET /api/v1/jobs/{job_id}", speechJob()),
          Map.entry("DELETE /api/v1/jobs/{job_id}", speechJob()),
          Map.entry("GET /api/v1/jobs/{job_id}/download", speechJob()),
          Map.entry(
              "POST /api/projects/{projectId}/assets",
              editor("", "{\"filename\":\"a.mp4\",\"sizeBytes\":5}", OptionalInt.empty())),
          Map.entry("GET /api/projects/{projectId}/assets", editor("", "", OptionalInt.of(200))),
          Map.entry("GET /api/assets/{assetId}", editor("", "", OptionalInt.of(404))),
          Map.entry("POST /api/assets/{assetId}/complete", editor("", "", OptionalInt.of(404))),
          Map.entry("DELETE /api/assets/{assetId}", editor("", "", OptionalInt.of(404))),
          Map.entry("POST /api/ai/noise-removal", editorJobMade()),
          Map.entry("POST /api/ai/subtitle-generation", editorJobMade()),
          Map.entry("GET /api/ai/jobs", editor("?projectId={project}", "", OptionalInt.of(200))),
          Map.entry("GET /api/ai/jobs/{jobId}", editor("", "", OptionalInt.of(404))));

  private static AccessScene scene;

  @BeforeAll
  static void set(@TempDir Path folder) throws Exception {
    scene = AccessScene.set(folder);
  }

  @AfterAll
  static void leave() {
    scene.close();
  }

  static Set<String> routes() {
    return TemplateRoutes.keys();
  }

  static Stream<String> routesOfOneJob() {
    return TemplateRoutes.keys().stream().filter(route -> route.contains(LINK_PATH));
  }

  @Test
  void everyRouteOfTheTemplateIsInTheMatrix() {
    assertThat(MATRIX.keySet()).containsExactlyInAnyOrderElementsOf(routes());
  }

  @ParameterizedTest
  @MethodSource("routes")
  void invariant8WhoMayNotLearnsNothingAndChangesNothing(String route) throws Exception {
    List<Object> before = scene.state();

    for (Attempt attempt : guard(route).attempts(scene, route)) {
      attempt.mustFail(scene.api(), scene.existing().secrets());
    }

    assertThat(scene.state()).isEqualTo(before);
  }

  /** Otherwise the refusals above would prove nothing. */
  @ParameterizedTest
  @MethodSource("routes")
  void whoMayIsNotRefused(String route) throws Exception {
    Optional<Question> question = guard(route).own(scene, route);

    if (question.isPresent()) {
      Reply reply = question.get().ask(scene.api());
      assertThat(reply.status()).as(reply.body()).isIn(200, 201, 202, 204, 302, 409);
    }
  }

  @ParameterizedTest
  @MethodSource("routesOfOneJob")
  void whoHasALinkLooksAndDoesNoMore(String route) throws Exception {
    boolean looks =
        Set.of("GET /api/jobs/{job_id}", "GET /api/jobs/{job_id}/download/{format}")
            .contains(route);
    List<Object> before = scene.state();

    Reply reply = TokenRoute.byLink(scene, route).ask(scene.api());

    if (looks) {
      assertThat(reply.status()).as(reply.body()).isIn(200, 409);
    } else {
      assertThat(reply.status()).as(reply.body()).isEqualTo(403);
      assertThat(reply.text("code")).isEqualTo("read_only");
    }
    assertThat(scene.state()).isEqualTo(before);
  }

  @Test
  void whoseSessionIsOverIsToldSoInTheWordsOfTheContract() throws Exception {
    String[] late = scene.expiredAlice().headers().toArray(String[]::new);

    assertThat(scene.api().get("/api/ai/jobs", late).body())
        .isEqualTo(
            "{\"success\":false,\"message\":\"The access token has expired. Sign in again.\"}");
    assertThat(scene.api().get("/api/v1/jobs", late).body())
        .isEqualTo(
            """
            {"detail":"The access token has expired. Sign in again.","code":"unauthenticated"}""");
  }

  @Test
  void projectsOfTheSameNameHaveNothingToDoWithEachOther() throws Exception {
    String path = "/api/projects/%s/assets".formatted(scene.existing().project());
    Editor mallory = new Editor(scene.api(), scene.mallory().headers().getLast());
    UUID project = UUID.fromString(scene.existing().project());
    assertThat(mallory.get(path).body()).isEqualTo("{\"success\":true,\"data\":{\"assets\":[]}}");

    UUID asset = Editor.idOf(mallory.announce(project, "a.mp4", 5));

    Editor alice = new Editor(scene.api(), scene.alice().headers().getLast());
    assertThat(alice.get(path).body())
        .contains(scene.existing().asset())
        .doesNotContain(asset.toString());
    assertThat(mallory.delete("/api/assets/" + asset).status()).isEqualTo(200);
  }

  private static Guard guard(String route) {
    assertThat(MATRIX).as("who may call this route?").containsKey(route);
    return Optional.ofNullable(MATRIX.get(route)).orElseThrow();
  }

  private static Guard speechMade(String body) {
    return new UserRoute(Map.of(), "", body, OptionalInt.empty(), 400);
  }

  private static Guard speechJob() {
    return new UserRoute(Map.of("{job_id}", "{speech}"), "", "", OptionalInt.of(404), 404);
  }

  private static Guard editorJobMade() {
    return new UserRoute(
        Map.of(),
        "",
        "{\"assetId\":\"{asset}\",\"projectId\":\"{project}\"}",
        OptionalInt.of(404),
        400);
  }

  private static Guard editor(String query, String body, OptionalInt foreign) {
    return new UserRoute(
        Map.of("{projectId}", "{project}", "{assetId}", "{asset}", "{jobId}", "{editor}"),
        query,
        body,
        foreign,
        400);
  }
}
