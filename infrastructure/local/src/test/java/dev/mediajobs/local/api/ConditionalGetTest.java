package dev.mediajobs.local.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mediajobs.api.canonical.SubtitleJobsContract;
import dev.mediajobs.api.http.Answer;
import dev.mediajobs.api.http.Body;
import dev.mediajobs.api.http.Contract;
import dev.mediajobs.api.http.Request;
import dev.mediajobs.api.jobs.Duplicates;
import dev.mediajobs.api.jobs.JobAccess;
import dev.mediajobs.api.jobs.Results;
import dev.mediajobs.api.jobs.Submission;
import dev.mediajobs.api.jobs.SubmittedFiles;
import dev.mediajobs.api.limits.Admission;
import dev.mediajobs.aws.AwsClients;
import dev.mediajobs.jobs.DurationHistory;
import dev.mediajobs.jobs.Job;
import dev.mediajobs.jobs.JobQueue;
import dev.mediajobs.jobs.JobStore;
import dev.mediajobs.jobs.MediaStore;
import dev.mediajobs.jobs.Origin;
import dev.mediajobs.jobs.Originals;
import dev.mediajobs.jobs.Pool;
import dev.mediajobs.jobs.Progress;
import dev.mediajobs.jobs.Stage;
import dev.mediajobs.jobs.WakeUp;
import dev.mediajobs.outbound.Reach;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.core.exception.SdkException;

class ConditionalGetTest {

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
  void whoHasTheAnswerDoesNotGetItAgain() throws Exception {
    Reply submitted = client.submitted("a.mp4");
    Reply first = get(submitted, "\"none\"");
    assertThat(first.status()).isEqualTo(200);
    assertThat(first.header("etag")).matches("\"[A-Za-z0-9_-]{32}\"");

    Reply second = get(submitted, first.header("etag"));

    assertThat(second.status()).isEqualTo(304);
    assertThat(second.body()).isEmpty();
    assertThat(second.header("etag")).isEqualTo(first.header("etag"));
    assertThat(second.header("retry-after")).isEqualTo("2");
    assertThat(second.header("content-type")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"*", "TAG", "W/TAG", "\"a,b\", W/TAG", "\"x\",TAG,\"y\""})
  void tagsAreComparedWeaklyAndInLists(String pattern) throws Exception {
    Reply submitted = client.submitted("a.mp4");
    String tag = get(submitted, "\"none\"").header("etag");

    assertThat(get(submitted, pattern.replace("TAG", tag)).status()).isEqualTo(304);
  }

  @Test
  void progressIsAnotherAnswer() throws Exception {
    Reply submitted = client.submitted("a.mp4");
    String pending = get(submitted, "\"none\"").header("etag");
    Job claimed = work.claim(work.job(submitted));
    Reply running = get(submitted, pending);
    assertThat(running.status()).isEqualTo(200);
    assertThat(
            api.jobs()
                .move(claimed, claimed.reporting(Progress.at(Stage.EXTRACTING), Instant.now())))
        .isTrue();

    Reply further = get(submitted, running.header("etag"));

    assertThat(further.status()).isEqualTo(200);
    assertThat(further.header("etag")).isNotEqualTo(running.header("etag"));
  }

  @Test
  void noFileIsReadForWhoHasTheResultAlready() throws Exception {
    Reply submitted = client.submitted("a.mp4");
    work.complete(work.job(submitted), 0);
    Reply whole = get(submitted, "\"none\"");
    assertThat(whole.text("result_srt")).isEqualTo(Work.SRT);

    Answer known = withoutFiles(submitted, whole.header("etag"));

    assertThat(known.status()).isEqualTo(304);
    assertThat(known.body()).isEmpty();
    assertThat(known.headers()).doesNotContainKey("retry-after");
    assertThatThrownBy(() -> withoutFiles(submitted, "\"none\"")).isInstanceOf(SdkException.class);
  }

  @Test
  void theOwnerAndAReaderHaveDifferentAnswers() throws Exception {
    Reply submitted = client.submitted("a.mp4");
    Reply shared = api.get(client.path(submitted) + "/share", client.bearer(submitted));
    String query = URI.create(shared.text("share_url")).getQuery();

    Reply toReader = api.get(client.path(submitted) + "?" + query);

    assertThat(toReader.header("etag")).isNotEqualTo(get(submitted, "\"x\"").header("etag"));
  }

  @Test
  void aListHasATagToo() throws Exception {
    Reply submitted = client.submitted("a.mp4");
    String path = "/api/jobs?tokens=" + submitted.text("access_token");
    Reply first = api.get(path);

    Reply second = api.get(path, "if-none-match", first.header("etag"));

    assertThat(second.status()).isEqualTo(304);
    assertThat(second.body()).isEmpty();
    assertThat(second.header("etag")).isEqualTo(first.header("etag"));
    assertThat(second.header("retry-after")).isEqualTo("2");
    work.claim(work.job(submitted));
    assertThat(api.get(path, "if-none-match", first.header("etag")).status()).isEqualTo(200);
  }

  @Test
  void aTagOpensNothing() throws Exception {
    Reply submitted = client.submitted("a.mp4");

    assertThat(api.get(client.path(submitted), "if-none-match", "*").status()).isEqualTo(404);
  }

  private static Reply get(Reply submitted, String tags) throws Exception {
    return api.get(
        client.path(submitted),
        "authorization",
        "Bearer " + submitted.text("access_token"),
        "if-none-match",
        tags);
  }

  /** What is answered while S3 can't be reached. */
  private static Answer withoutFiles(Reply submitted, String tags) throws Exception {
    AwsClients clients = api.clientsWithout("S3");
    MediaStore media = new MediaStore(clients.s3(), clients.s3Presigner(), "unreachable");
    JobStore jobs = api.jobs();
    Submission never =
        new Submission(
            new SubmittedFiles(api.uploads(), media, jobs),
            new Admission(api.slots(), List.of(Pool.anonymous(1))),
            new Duplicates(
                new Originals(clients.dynamoDb(), api.table(), jobs), media, Clock.systemUTC()),
            new DurationHistory(clients.dynamoDb(), api.table()),
            jobs,
            new WakeUp(new JobQueue(clients.sqs(), api.queueUrl())),
            api.callbacks(),
            Clock.systemUTC());
    Contract contract =
        new SubtitleJobsContract(
            never,
            new JobAccess(jobs, api.tokens(), Origin.CANONICAL),
            new Results(media, Duration.ofMinutes(1), 512_000, Clock.systemUTC()),
            api.callbacks(),
            Reach.INTERNET,
            Clock.systemUTC());
    String route = "GET /api/jobs/{job_id}";
    return Objects.requireNonNull(contract.endpoints().get(route))
        .answer(
            new Request(
                "request",
                route,
                Map.of("job_id", submitted.text("job_id")),
                Map.of("token", submitted.text("access_token")),
                Map.of("if-none-match", tags),
                new Body.Text(""),
                "https://example.com"));
  }
}
