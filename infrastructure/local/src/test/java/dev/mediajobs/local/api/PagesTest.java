package dev.mediajobs.local.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What browsers let scripts do where the deployment names the one origin that is allowed. */
class PagesTest {

  private static final String PAGE = "https://app.example.com";

  private static ApiOnStack api;
  private static Uploading client;
  private static Work work;
  private static HttpClient http;

  @BeforeAll
  static void start(@TempDir Path folder) throws Exception {
    api = ApiOnStack.start(folder, Map.of("AllowedOrigin", PAGE));
    client = new Uploading(api);
    work = new Work(api);
    http = HttpClient.newHttpClient();
  }

  @AfterAll
  static void stop() {
    http.close();
    api.close();
  }

  /** HTTP-redirect fetch, https://fetch.spec.whatwg.org/#http-redirect-fetch. */
  @Test
  void aScriptReadsTheFileThatTheApiRedirectsItToWhereBrowsersNameNoOrigin() throws Exception {
    Reply submitted = client.submitted("talk.mp4");
    work.complete(work.job(submitted), 0);

    Reply redirect =
        api.get(
            client.path(submitted) + "/download/srt?token=" + submitted.text("access_token"),
            "origin",
            PAGE);
    HttpResponse<String> file =
        send(HttpRequest.newBuilder(URI.create(redirect.header("location"))), "null");

    assertThat(redirect.status()).isEqualTo(302);
    assertThat(allowed(redirect.response())).containsExactly(PAGE);
    assertThat(allowed(file)).containsExactly("*");
    assertThat(file.body()).isEqualTo(Work.SRT);
    assertThat(file.headers().firstValue("access-control-expose-headers").orElse(""))
        .contains("Content-Disposition");
  }

  @Test
  void aScriptUploadsWhereItIsTold() throws Exception {
    Reply opened = client.open("talk.mp4", 5);

    HttpResponse<String> preflight =
        send(
            HttpRequest.newBuilder(URI.create(opened.text("url")))
                .method("OPTIONS", BodyPublishers.noBody())
                .header("Access-Control-Request-Method", "PUT")
                .header("Access-Control-Request-Headers", "content-type,if-none-match"),
            PAGE);

    assertThat(preflight.statusCode()).isEqualTo(200);
    assertThat(allowed(preflight)).containsExactly("*");
    assertThat(preflight.headers().firstValue("access-control-allow-methods").orElse(""))
        .contains("PUT");
    assertThat(preflight.headers().firstValue("access-control-allow-headers").orElse(""))
        .contains("content-type", "if-none-match");
  }

  @Test
  void aScriptOfAnotherOriginHearsNothingFromTheApi() throws Exception {
    assertThat(allowed(api.get("/api/capacity", "origin", "https://elsewhere.test").response()))
        .isEmpty();
    assertThat(allowed(api.get("/api/capacity", "origin", "null").response())).isEmpty();
  }

  private static HttpResponse<String> send(HttpRequest.Builder request, String origin)
      throws Exception {
    return http.send(request.header("Origin", origin).build(), BodyHandlers.ofString());
  }

  private static List<String> allowed(HttpResponse<String> answer) {
    return answer.headers().allValues("access-control-allow-origin");
  }
}
