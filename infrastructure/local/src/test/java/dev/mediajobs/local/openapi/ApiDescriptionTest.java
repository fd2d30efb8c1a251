package dev.mediajobs.local.openapi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.net.http.HttpHeaders;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The check must be able to fail: exchanges and documents that are wrong in one thing each. */
class ApiDescriptionTest {

  private static final String CAPACITY = "{\"active\":1,\"limit\":3}";
  private static final Map<String, String> JSON =
      Map.of("content-type", "application/json", "cache-control", "no-store");
  private static final Map<String, String> PROBLEM =
      Map.of("content-type", "application/problem+json", "cache-control", "no-store");

  private static Map<String, String> texts;
  private static ApiDescription description;

  @BeforeAll
  static void read() throws Exception {
    texts = Documents.texts(Documents.PROJECT);
    description = new ApiDescription(Documents.of(texts));
  }

  @Test
  void anAnswerAsDocumentedPasses() {
    assertThat(description.faults(capacity(200, JSON, CAPACITY))).isEmpty();
  }

  @Test
  void aFieldThatTheDocumentForgetsIsFound() {
    ApiDescription doctored = doctored("        active:\n", "        busy:\n");

    assertThat(doctored.faults(capacity(200, JSON, CAPACITY)))
        .anySatisfy(fault -> assertThat(fault).contains("active"));
  }

  @Test
  void aFieldThatTheAnswerForgetsIsFound() {
    assertThat(description.faults(capacity(200, JSON, "{\"active\":1}")))
        .anySatisfy(fault -> assertThat(fault).contains("limit"));
  }

  @Test
  void aValueOutOfRangeOrOfAnotherTypeIsFound() {
    assertThat(description.faults(capacity(200, JSON, "{\"active\":-1,\"limit\":3}"))).hasSize(1);
    assertThat(description.faults(capacity(200, JSON, "{\"active\":\"1\",\"limit\":3}")))
        .hasSize(1);
    assertThat(description.faults(capacity(200, JSON, "{\"active\":null,\"limit\":3}"))).hasSize(1);
    assertThat(description.faults(capacity(200, JSON, "{\"active\""))).hasSize(1);
  }

  @Test
  void anUndocumentedStatusIsFound() {
    assertThat(description.faults(capacity(201, JSON, CAPACITY)))
        .containsExactly("status 201 with application/json is not documented");
    assertThat(description.faults(capacity(204, Map.of(), "")))
        .containsExactly("status 204 with no content is not documented");
    assertThat(description.faults(capacity(418, JSON, CAPACITY))).isNotEmpty();
  }

  @Test
  void anUndocumentedMediaTypeIsFound() {
    assertThat(description.faults(capacity(200, Map.of("content-type", "text/html"), CAPACITY)))
        .containsExactly("status 200 with text/html is not documented");
  }

  @Test
  void aMissingAWrongAndAnUndocumentedHeaderAreFound() {
    assertThat(description.faults(capacity(200, without(JSON, "cache-control"), CAPACITY)))
        .containsExactly("header Cache-Control is missing");
    assertThat(description.faults(capacity(200, with(JSON, "cache-control", "public"), CAPACITY)))
        .anySatisfy(fault -> assertThat(fault).startsWith("header Cache-Control"));
    assertThat(description.faults(capacity(200, with(JSON, "x-powered-by", "us"), CAPACITY)))
        .containsExactly("header x-powered-by is not documented");
  }

  @Test
  void anUndocumentedRouteIsFound() {
    URI nowhere = URI.create("http://localhost/api/nothing");

    assertThat(description.faults(exchange("GET", nowhere, 200, JSON, CAPACITY)))
        .containsExactly("the route is not documented");
    assertThat(
            description.faults(exchange("GET", nowhere, 404, JSON, "{\"message\":\"Not Found\"}")))
        .isEmpty();
  }

  @Test
  void anUndocumentedProblemIsFound() {
    String problem =
        """
        {"type":"urn:mediajobs:problem:%1$s","title":"Internal Server Error","status":500,
         "detail":"Sorry.","code":"%1$s"}
        """;

    assertThat(description.faults(capacity(500, PROBLEM, problem.formatted("internal_error"))))
        .isEmpty();
    assertThat(description.faults(capacity(500, PROBLEM, problem.formatted("read_only"))))
        .anySatisfy(fault -> assertThat(fault).contains("code"));
  }

  @Test
  void anUndocumentedFieldOfARequestThatWasCarriedOutIsFound() {
    String address = "http://localhost/api/jobs/list";
    String empty = "{\"jobs\":[],\"total\":0,\"page\":1,\"per_page\":10,\"invalid_tokens\":[]}";

    assertThat(description.faults(question(address, "{\"tokens\":[]}", empty))).isEmpty();
    assertThat(description.faults(question(address, "{\"tokens\":[],\"sort\":1}", empty)))
        .anySatisfy(fault -> assertThat(fault).startsWith("request:").contains("sort"));
    assertThat(description.faults(question(address + "?all=1", "{\"tokens\":[]}", empty)))
        .containsExactly("query parameter all is not documented");
  }

  @Test
  void anUndocumentedFieldOfAFormThatWasCarriedOutIsFound() {
    String answer = example("polling.yaml", "Queued");

    assertThat(description.faults(form("targetLanguage", "en-US", answer))).isEmpty();
    assertThat(description.faults(form("sourceLanguage", "en-US", answer)))
        .anySatisfy(fault -> assertThat(fault).startsWith("request:").contains("sourceLanguage"));
    assertThat(description.faults(form("fileId", "0".repeat(32), answer)))
        .as("a file and a name together")
        .isNotEmpty();
  }

  @Test
  void aStageWithThePercentageOfAnotherIsFound() {
    String answer = example("polling.yaml", "Queued").replace("\"progress\":5", "\"progress\":15");

    assertThat(description.faults(form("targetLanguage", "en-US", answer)))
        .anySatisfy(fault -> assertThat(fault).contains("progress"));
  }

  @Test
  void whatTheEditorIsToldBesideTheEnvelopeAndAtTheWrongStatusIsFound() {
    String pending = example("editor.yaml", "PendingJob");

    assertThat(description.faults(editorJob(pending))).isEmpty();
    assertThat(description.faults(editorJob(pending.replace("true,", "true,\"code\":\"ok\","))))
        .anySatisfy(fault -> assertThat(fault).contains("code"));
    assertThat(
            description.faults(
                editorJob(pending.replace("\"status\":\"pending\"", "\"status\":\"completed\""))))
        .anySatisfy(fault -> assertThat(fault).contains("outputData"));
    assertThat(
            description.faults(
                editorJob(
                    example("editor.yaml", "SubtitledJob")
                        .replace("subtitle-generation", "noise-removal"))))
        .anySatisfy(fault -> assertThat(fault).contains("resultAssetId"));
  }

  @Test
  void aJobThatIsShownToNobodyInParticularIsFound() {
    assertThat(
            description.faults(
                exchange(
                    "DELETE",
                    URI.create(
                        "http://localhost/api/jobs/3f8a2c1e-5b7d-4e9f-8a1b-2c3d4e5f6a7b/share"),
                    204,
                    Map.of("cache-control", "no-store"),
                    "")))
        .containsExactly("it was carried out without any documented security");
  }

  @Test
  void whatIsFoundFailsTheTestAndNamesTheRoute() {
    assertThatThrownBy(() -> description.check(capacity(201, JSON, CAPACITY)))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("GET /api/capacity")
        .hasMessageContaining("status 201");
  }

  private static ApiDescription doctored(String from, String to) {
    Map<String, String> changed = new TreeMap<>(texts);
    changed.computeIfPresent("canonical.yaml", (_, text) -> text.replace(from, to));
    assertThat(changed).isNotEqualTo(texts);
    return new ApiDescription(Documents.of(changed));
  }

  private static Exchange capacity(int status, Map<String, String> headers, String body) {
    return exchange("GET", URI.create("http://localhost/api/capacity"), status, headers, body);
  }

  private static Exchange question(String address, String question, String answer) {
    return new Exchange(
        "POST", URI.create(address), headers(Map.of()), question, 200, headers(JSON), answer);
  }

  private static Exchange form(String field, String value, String answer) {
    String form =
        """
        --b
        Content-Disposition: form-data; name="file"; filename="a.mp4"
        Content-Type: video/mp4

        abc
        --b
        Content-Disposition: form-data; name="%s"

        %s
        --b--
        """
            .formatted(field, value)
            .replace("\n", "\r\n");
    Map<String, String> received =
        with(JSON, "location", "/api/generate-subtitles/" + "A".repeat(70));
    return new Exchange(
        "POST",
        URI.create("http://localhost/api/generate-subtitles"),
        headers(Map.of("content-type", "multipart/form-data; boundary=b")),
        form,
        202,
        headers(received),
        answer);
  }

  private static Exchange editorJob(String answer) {
    return new Exchange(
        "GET",
        URI.create("http://localhost/api/ai/jobs/3f8a2c1e-5b7d-4e9f-8a1b-2c3d4e5f6a7b"),
        headers(Map.of("authorization", "Bearer x")),
        "",
        200,
        headers(JSON),
        answer);
  }

  private static String example(String file, String name) {
    return Documents.of(texts)
        .resolve(file, "#/components/examples/" + name)
        .get("value")
        .node()
        .toString();
  }

  private static Exchange exchange(
      String method, URI address, int status, Map<String, String> received, String body) {
    return new Exchange(method, address, headers(Map.of()), "", status, headers(received), body);
  }

  private static HttpHeaders headers(Map<String, String> headers) {
    Map<String, List<String>> lists = new TreeMap<>();
    headers.forEach((name, value) -> lists.put(name, List.of(value)));
    return HttpHeaders.of(lists, (_, _) -> true);
  }

  private static Map<String, String> with(Map<String, String> headers, String name, String value) {
    Map<String, String> more = new TreeMap<>(headers);
    more.put(name, value);
    return more;
  }

  private static Map<String, String> without(Map<String, String> headers, String name) {
    Map<String, String> fewer = new TreeMap<>(headers);
    fewer.remove(name);
    return fewer;
  }
}
