package dev.mediajobs.local.sweeper;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.mediajobs.jobs.Job;
import dev.mediajobs.jobs.JobStatus;
import dev.mediajobs.local.EmbeddedStack;
import dev.mediajobs.local.SilentTranscribe;
import dev.mediajobs.local.StackOptions;
import dev.mediajobs.local.openapi.ApiDescription;
import dev.mediajobs.local.openapi.Exchange;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.http.ContentStreamProvider;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4HttpSigner;

/** What sets a sweep off: the schedule, and a signed request. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SweeperTriggersTest {

  private static final Path EVENTS = Path.of("../../events");

  private final HttpClient http = HttpClient.newHttpClient();
  private EmbeddedStack stack;
  private SweepBench bench;

  @BeforeAll
  void start() throws Exception {
    Path template = Files.createTempFile("without-consumer", ".yaml");
    String text = Files.readString(Path.of("../../template.yaml"));
    Files.writeString(
        template, text.replace("BatchSize: 1\n", "BatchSize: 1\n            Enabled: false\n"));
    stack = EmbeddedStack.start(StackOptions.of(template, new SilentTranscribe().factory()));
    Files.delete(template);
    bench = SweepBench.inside(stack);
  }

  @AfterAll
  void stop() {
    stack.close();
  }

  @Test
  void whoeverIamLetsInMayHaveOneSweepRun() throws Exception {
    Job silent = bench.silent();

    HttpResponse<String> swept = checkStale(Map.of());

    assertThat(swept.statusCode()).isEqualTo(403);
    assertThat(bench.row(silent)).isEqualTo(silent);

    swept = checkStale(signature());
    assertThat(swept.statusCode()).isEqualTo(200);
    assertThat(swept.headers().firstValue("content-type")).contains("application/json");
    assertThat(swept.body()).isEqualTo("{\"processed\":1}");
    assertThat(bench.row(silent).status()).isEqualTo(JobStatus.PENDING);
    assertThat(checkStale(signature()).body()).isEqualTo("{\"processed\":0}");
  }

  @Test
  void theScheduleSweepsToo() {
    Job silent = bench.silent();

    stack.fireSchedules();

    await()
        .atMost(Duration.ofSeconds(30))
        .untilAsserted(() -> assertThat(bench.row(silent).status()).isEqualTo(JobStatus.PENDING));
  }

  @Test
  void theSampleEventsAreUnderstood() throws Exception {
    assertThat(bench.answer(Files.readString(EVENTS.resolve("sweeper-schedule.json"))))
        .matches("\\{\"processed\":\\d+\\}");
    assertThat(bench.answer(Files.readString(EVENTS.resolve("sweeper-check-stale.json"))))
        .contains("\"statusCode\":200", "\"body\":\"{\\\"processed\\\":");
  }

  private URI address() {
    return stack.api().resolve("/api/jobs/check-stale");
  }

  private HttpResponse<String> checkStale(Map<String, String> headers) throws Exception {
    HttpRequest.Builder request = HttpRequest.newBuilder(address()).POST(BodyPublishers.noBody());
    headers.forEach(request::header);
    HttpResponse<String> answer = http.send(request.build(), BodyHandlers.ofString());
    ApiDescription.ofTheProject().check(Exchange.of(answer, ""));
    return answer;
  }

  private Map<String, String> signature() {
    Map<String, String> environment = stack.environment();
    SdkHttpRequest signed =
        AwsV4HttpSigner.create()
            .sign(
                sign ->
                    sign.identity(
                            AwsBasicCredentials.create(
                                Objects.requireNonNull(environment.get("AWS_ACCESS_KEY_ID")),
                                Objects.requireNonNull(environment.get("AWS_SECRET_ACCESS_KEY"))))
                        .request(
                            SdkHttpRequest.builder()
                                .method(SdkHttpMethod.POST)
                                .uri(address())
                                .build())
                        .payload(ContentStreamProvider.fromUtf8String(""))
                        .putProperty(AwsV4HttpSigner.SERVICE_SIGNING_NAME, "execute-api")
                        .putProperty(AwsV4HttpSigner.REGION_NAME, "us-east-1"))
            .request();
    return Stream.of("Authorization", "X-Amz-Date", "x-amz-content-sha256")
        .filter(name -> signed.firstMatchingHeader(name).isPresent())
        .collect(
            Collectors.toMap(
                Function.identity(), name -> signed.firstMatchingHeader(name).orElseThrow()));
  }
}
