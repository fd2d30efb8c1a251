package dev.mediajobs.local.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mediajobs.jobs.Format;
import dev.mediajobs.jobs.Job;
import dev.mediajobs.jobs.JobId;
import dev.mediajobs.jobs.JobStatus;
import dev.mediajobs.jobs.MediaStore;
import dev.mediajobs.jobs.Originals;
import dev.mediajobs.jobs.SubtitleResult;
import dev.mediajobs.jobs.Upload;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A file that was made into subtitles before is submitted once more. */
class DuplicatesTest {

  private static final String DIGEST = "ab".repeat(32);

  @TempDir private static Path folder;
  private static ApiOnStack api;
  private static Uploading client;

  @BeforeAll
  static void start() throws Exception {
    api = ApiOnStack.start(folder);
    client = new Uploading(api);
  }

  @AfterAll
  static void stop() {
    api.close();
  }

  @Test
  void aJobOfAFileThatWasReadBeforeIsCompletedAtOnceAndTakesNoSlot() throws Exception {
    Reply upload = client.whole("a.mp4");
    Job original = completed(client.submit(upload, "a.mp4"));
    api.uploads().keepDigest(Upload.idOf(upload.text("key")).orElseThrow(), DIGEST);
    String before = api.get("/api/capacity").body();

    Reply again = client.submit(upload, "b.mp4");

    assertThat(again.status()).isEqualTo(202);
    assertThat(again.text("status")).isEqualTo("completed");
    assertThat(again.body()).contains("\"cached\":true");
    Instant made = original.times().completed().orElseThrow().truncatedTo(ChronoUnit.MILLIS);
    assertThat(again.text("cached_at")).isEqualTo(made.toString());
    assertThat(again.text("job_id")).isNotEqualTo(original.id().toString());
    assertThat(api.get("/api/capacity").body()).isEqualTo(before);
    Reply job =
        api.get(
            "/api/jobs/" + again.text("job_id"),
            "authorization",
            "Bearer " + again.text("access_token"));
    assertThat(job.text("status")).isEqualTo("completed");
    assertThat(job.text("result_srt")).isEqualTo("srt of the original");
    assertThat(job.text("cached_at")).isEqualTo(made.toString());
  }

  @Test
  void copiesThatNoJobNamesAreDeleted() throws Exception {
    Reply upload = client.whole("a.mp4");
    Job original = completed(client.submit(upload, "a.mp4"));
    api.uploads().keepDigest(Upload.idOf(upload.text("key")).orElseThrow(), DIGEST);
    Set<String> before = jobsWithObjects();
    List<Callable<Reply>> requests =
        Stream.<Callable<Reply>>generate(
                () ->
                    () ->
                        api.post(
                            "/api/jobs/submit",
                            "{\"key\":\"%s\",\"filename\":\"b.mp4\"}".formatted(upload.text("key")),
                            "idempotency-key",
                            "at once"))
            .limit(8)
            .toList();

    Set<String> accepted = new TreeSet<>();
    try (ExecutorService people = Executors.newFixedThreadPool(requests.size())) {
      for (Future<Reply> reply : people.invokeAll(requests)) {
        accepted.add(reply.get().text("job_id"));
      }
    }

    assertThat(accepted).hasSize(1);
    accepted.addAll(before);
    assertThat(before).contains(original.id().toString());
    assertThat(jobsWithObjects()).isEqualTo(accepted);
  }

  private static Set<String> jobsWithObjects() {
    return api
        .clients()
        .s3()
        .listObjectsV2(list -> list.bucket(api.bucket()).prefix("7d/jobs/"))
        .contents()
        .stream()
        .map(object -> object.key().replaceFirst("7d/jobs/([^/]*)/.*", "$1"))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  @Test
  void aClaimedHashOpensNothing() throws Exception {
    Reply upload = client.whole("a.mp4");
    completed(client.submit(upload, "a.mp4"));

    Reply other = client.whole("b.mp4");
    Reply submitted =
        api.post(
            "/api/jobs/submit",
            "{\"key\":\"%s\",\"filename\":\"b.mp4\",\"video_hash\":\"%s\"}"
                .formatted(other.text("key"), DIGEST));

    assertThat(submitted.status()).isEqualTo(202);
    assertThat(submitted.text("status")).isEqualTo("pending");
    assertThat(submitted.body()).contains("\"cached\":false");
  }

  @Test
  void theEstimateFollowsWhatEarlierJobsLasted() throws Exception {
    Reply first = client.submit(client.whole("a.mp4"), "a.mp4");
    long seeded = estimate(first);
    Job job = api.jobs().find(JobId.parse(first.text("job_id")).orElseThrow()).orElseThrow();
    Job running = job.claimed("worker", Instant.now());
    Instant end = job.times().created().plusSeconds(10_000);
    api.history().add(running.completed(result(running), end));

    Reply next = client.submit(client.whole("b.mp4"), "b.mp4");

    assertThat(estimate(next)).isGreaterThan(seeded);
  }

  private static long estimate(Reply submitted) throws Exception {
    return submitted.json().requiredWholeNumber("estimated_duration_seconds", 0, Long.MAX_VALUE);
  }

  private static Job completed(Reply submitted) throws Exception {
    Job job = api.jobs().find(JobId.parse(submitted.text("job_id")).orElseThrow()).orElseThrow();
    Job claimed = job.claimed("worker", Instant.now());
    SubtitleResult result = result(claimed);
    for (Format format : Format.values()) {
      api.media()
          .write(
              result.key(format),
              format.contentType(),
              content(format).getBytes(StandardCharsets.UTF_8));
    }
    Job completed = claimed.completed(result, Instant.now());
    assertThat(api.jobs().move(job, claimed)).isTrue();
    assertThat(api.jobs().move(claimed, completed)).isTrue();
    assertThat(completed.status()).isEqualTo(JobStatus.COMPLETED);
    new Originals(api.clients().dynamoDb(), api.table(), api.jobs()).remember(completed, DIGEST);
    return completed;
  }

  private static String content(Format format) {
    return format == Format.JSON
        ? "{\"language\":\"en-US\",\"duration_seconds\":1.000,\"no_speech\":true,\"speakers\":[],"
            + "\"segments\":[]}"
        : format.ending() + " of the original";
  }

  private static SubtitleResult result(Job claimed) {
    return new SubtitleResult(
        MediaStore.prefixOf(claimed),
        Map.of(Format.SRT, 19L, Format.VTT, 19L, Format.JSON, 20L),
        Optional.of("en-US"),
        Duration.ofSeconds(1),
        1,
        1,
        1,
        List.of());
  }
}
