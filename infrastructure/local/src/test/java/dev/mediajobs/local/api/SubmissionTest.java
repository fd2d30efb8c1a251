package dev.mediajobs.local.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.mediajobs.jobs.Failure;
import dev.mediajobs.jobs.Job;
import dev.mediajobs.jobs.JobId;
import dev.mediajobs.jobs.JobStatus;
import dev.mediajobs.jobs.SubtitleSettings;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SubmissionTest {

  private static ApiOnStack api;
  private static Uploading client;

  @BeforeAll
  static void start(@TempDir Path folder) throws Exception {
    api = ApiOnStack.start(folder);
    client = new Uploading(api);
  }

  @AfterAll
  static void stop() {
    api.close();
  }

  @Test
  void anAcceptedJobHasItsRowAndItsMessage() throws Exception {
    Reply submitted = client.submitted("interview.mp4");

    assertThat(submitted.text("status")).isEqualTo("pending");
    assertThat(submitted.json().bool("cached")).contains(false);
    assertThat(submitted.json().requiredWholeNumber("estimated_duration_seconds", 1, 9999))
        .isEqualTo(90);
    assertThat(submitted.header("location")).isEqualTo("/api/jobs/" + submitted.text("job_id"));
    assertThat(submitted.header("retry-after")).isEqualTo("2");
    Job job = job(submitted);
    assertThat(job.status()).isEqualTo(JobStatus.PENDING);
    assertThat(job.checkpoint().step()).isEqualTo("probe");
    assertThat(job.source().sizeBytes()).isEqualTo(5);
    List<String> taken = new ArrayList<>();
    await()
        .untilAsserted(
            () -> {
              taken.addAll(api.takeMessages());
              assertThat(taken)
                  .filteredOn(message -> message.contains(job.id().toString()))
                  .singleElement()
                  .asString()
                  .contains("\"fence\":1,");
            });
  }

  @Test
  void whatIsAskedForIsKept() throws Exception {
    Reply submitted =
        submit(
            client.whole("a.mp4").text("key"),
            """
            ,"file_size_bytes":5,"language":"de","force_language":true,"min_speakers":2,"max_speakers":4
            """);

    Job job = job(submitted);
    SubtitleSettings settings = job.settings(SubtitleSettings.class);
    assertThat(settings.language()).contains("de-DE");
    assertThat(settings.forceLanguage()).isTrue();
    assertThat(settings.leastSpeakers()).isEqualTo(2);
    assertThat(settings.mostSpeakers()).isEqualTo(4);
  }

  @Test
  void oneUploadMakesOneJobAtATime() throws Exception {
    Reply upload = client.whole("a.mp4");
    Reply first = client.submit(upload, "a.mp4");
    Reply second = client.submit(upload, "a.mp4");

    assertThat(second.status()).isEqualTo(409);
    assertThat(second.text("code")).isEqualTo("already_submitted");
    assertThat(second.body()).doesNotContain(first.text("job_id"));

    Job job = job(first);
    api.jobs().move(job, job.failed(new Failure("no_audio", "No sound."), Instant.now()));
    assertThat(client.submit(upload, "a.mp4").status()).isEqualTo(202);
  }

  @Test
  void aFileThatHasNotArrivedIsRefusedUntilItHas() throws Exception {
    Reply opened = client.open("a.mp4", 5);

    Reply refused = client.submit(opened, "a.mp4");
    assertThat(refused.status()).isEqualTo(409);
    assertThat(refused.text("code")).isEqualTo("upload_incomplete");

    client.put(opened, new byte[5]);
    assertThat(client.submit(opened, "a.mp4").status()).isEqualTo(202);
  }

  @Test
  void partsThatWereNeverCompletedAreRefused() throws Exception {
    Reply refused = client.submit(client.open("large.mp4", 100_000_001), "large.mp4");

    assertThat(refused.status()).isEqualTo(409);
    assertThat(refused.text("detail")).contains("complete the upload");
  }

  @Test
  void aSizeThatIsNotTheFilesIsRefused() throws Exception {
    Reply refused = submit(client.whole("a.mp4").text("key"), ",\"file_size_bytes\":6");

    assertThat(refused.status()).isEqualTo(409);
    assertThat(refused.text("code")).isEqualTo("size_mismatch");
    assertThat(refused.text("detail")).contains("has 5 bytes, not 6");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "7d/jobs/6f1c1a52-6b0e-4c8e-9d5c-2f7a0c1b3e44/1/audio.flac",
        "7d/uploads/../jobs/x/source",
        "7d/uploads/0123456789ABCDEF0123456789ABCDEF/source",
        "7d/uploads/0123456789abcdef0123456789abcdef/source/x",
        "https://example.com/a.mp4",
        "file:///etc/passwd"
      })
  void aKeyOutsideTheUploadAreaIsRefused(String key) throws Exception {
    Reply refused = submit(key, "");

    assertThat(refused.status()).isEqualTo(400);
    assertThat(refused.text("code")).isEqualTo("invalid_key");
  }

  @Test
  void anUnknownUploadIsNotFound() throws Exception {
    assertThat(submit("7d/uploads/0123456789abcdef0123456789abcdef/source", "").status())
        .isEqualTo(404);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          ,"language":"klingon"                  | language       | en-US
          ,"force_language":true                 | force_language | language
          ,"min_speakers":3,"max_speakers":2     | min_speakers   | max_speakers
          ,"num_speakers":"two"                  | num_speakers   | whole number
          ,"max_speakers":31                     | max_speakers   | between 1 and 30
          ,"video_hash":"xyz"                    | video_hash     | 64
          """)
  void aSenselessWishIsNamed(String wish, String field, String detail) throws Exception {
    Reply refused = submit("k", wish);

    assertThat(refused.status()).isEqualTo(400);
    assertThat(refused.json().objects("errors").getFirst().requiredString("field"))
        .isEqualTo(field);
    assertThat(refused.text("detail")).contains(detail);
  }

  @Test
  void malformedJsonIsToldWhereItBreaks() throws Exception {
    Reply refused = api.post("/api/jobs/submit", "{\"key\": }");

    assertThat(refused.status()).isEqualTo(400);
    assertThat(refused.header("content-type")).isEqualTo("application/problem+json");
    assertThat(refused.text("type")).isEqualTo("urn:mediajobs:problem:malformed_json");
    assertThat(refused.text("detail")).contains("line 1, column");
  }

  @Test
  void aBodyOfTenMegabytesIsRefusedByTheGateway() throws Exception {
    assertThat(api.post("/api/jobs/submit", " ".repeat(10 * 1024 * 1024)).status()).isEqualTo(413);
  }

  @Test
  void aBodyThatTheGatewayLetsThroughIsRefusedWithItsLimit() throws Exception {
    Reply refused = api.post("/api/jobs/submit", " ".repeat(1024 * 1024));

    assertThat(refused.status()).isEqualTo(413);
    assertThat(refused.text("detail")).contains("131,072 bytes");
  }

  @Test
  void aNameOfAThousandAndOneCharactersIsRefused() throws Exception {
    Reply refused = client.submit(client.whole("a.mp4"), "x".repeat(1001));

    assertThat(refused.status()).isEqualTo(400);
    assertThat(refused.text("detail")).contains("1,000 characters");
  }

  private static Reply submit(String key, String more) throws Exception {
    return api.post(
        "/api/jobs/submit", "{\"key\":\"%s\",\"filename\":\"a.mp4\"%s}".formatted(key, more));
  }

  private static Job job(Reply submitted) throws Exception {
    return api.jobs().find(JobId.parse(submitted.text("job_id")).orElseThrow()).orElseThrow();
  }
}
