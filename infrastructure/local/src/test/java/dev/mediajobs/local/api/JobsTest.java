package dev.mediajobs.local.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mediajobs.jobs.Format;
import dev.mediajobs.jobs.Job;
import dev.mediajobs.jobs.JobId;
import dev.mediajobs.jobs.Progress;
import dev.mediajobs.jobs.Stage;
import dev.mediajobs.json.JsonObject;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JobsTest {

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
  void theTokenOpensTheJobAsHeaderAndAsParameter() throws Exception {
    Reply submitted = client.submitted("a.mp4");

    Reply byHeader = get(submitted, submitted.text("access_token"));
    Reply byParameter = api.get(path(submitted) + "?token=" + submitted.text("access_token"));

    assertThat(byHeader.status()).isEqualTo(200);
    assertThat(byHeader.text("access_token")).isEqualTo(submitted.text("access_token"));
    assertThat(byHeader.header("retry-after")).isEqualTo("2");
    assertThat(byHeader.header("cache-control")).isEqualTo("no-store");
    assertThat(byParameter.body()).isEqualTo(byHeader.body());
  }

  @Test
  void theHeaderCountsMoreThanTheParameter() throws Exception {
    Reply submitted = client.submitted("a.mp4");

    Reply reply =
        api.get(
            path(submitted) + "?token=" + submitted.text("access_token"),
            "authorization",
            "Bearer wrong");

    assertThat(reply.status()).isEqualTo(404);
  }

  @Test
  void invariant6AnExpiredJobIsGoneAlthoughItsRowExists() throws Exception {
    Reply submitted = client.submitted("a.mp4");
    Job job = work.job(submitted);
    assertThat(api.jobs().move(job, Work.expired(job))).isTrue();

    Reply reply = get(submitted, submitted.text("access_token"));

    assertThat(reply.status()).isEqualTo(404);
    assertThat(reply.body()).isEqualTo(api.get("/api/jobs/" + JobId.random()).body());
  }

  @Test
  void aRunningJobIsShownWithItsProgress() throws Exception {
    Reply submitted = client.submitted("a.mp4");
    Job claimed = work.claim(work.job(submitted));
    Job running = claimed.reporting(Progress.within(Stage.EXTRACTING, 0.5), Instant.now());
    assertThat(api.jobs().move(claimed, running)).isTrue();

    JsonObject shown = get(submitted, submitted.text("access_token")).json();

    assertThat(shown.requiredString("status")).isEqualTo("processing");
    assertThat(shown.requiredWholeNumber("progress", 0, 100)).isEqualTo(39);
    assertThat(shown.requiredString("progress_stage")).isEqualTo("extracting");
    assertThat(shown.requiredString("progress_message")).isEqualTo("Extracting audio...");
    assertThat(shown.requiredWholeNumber("estimated_remaining_seconds", 1, 90)).isEqualTo(54);
    assertThat(shown.string("started_at")).isPresent();
    assertThat(shown.object("result")).isEmpty();
  }

  @Test
  void aSmallResultIsPartOfTheAnswer() throws Exception {
    Reply submitted = client.submitted("a.mp4");
    work.complete(work.job(submitted), 0);

    Reply reply = get(submitted, submitted.text("access_token"));

    assertThat(reply.header("retry-after")).isEmpty();
    assertThat(reply.text("status")).isEqualTo("completed");
    assertThat(reply.text("result_srt")).isEqualTo(Work.SRT);
    assertThat(reply.text("result_vtt")).isEqualTo(Work.VTT);
    assertThat(reply.json().object("result_json").orElseThrow().objects("segments")).hasSize(1);
    assertThat(reply.body()).contains("\"url\":\"" + path(submitted) + "/download/srt\"");
  }

  @Test
  void aLargeResultIsALinkOnly() throws Exception {
    Reply submitted = client.submitted("a.mp4");
    work.complete(work.job(submitted), 512_000);

    Reply reply = get(submitted, submitted.text("access_token"));

    assertThat(reply.json().object("result")).isPresent();
    assertThat(reply.json().object("result_json")).isEmpty();
    assertThat(reply.json().string("result_srt")).isEmpty();
    assertThat(reply.json().string("result_vtt")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "../../etc/passwd.mp4",
        "a \"quoted\" name.mp4",
        "new\r\nline: x.mp4",
        "👩‍👩‍👧‍👦 family 🎬.mp4",
        "\u202Egpj.exe",
        "фильм – 日本.mp4"
      })
  void aDownloadBearsTheUploadsNameHoweverOdd(String filename) throws Exception {
    Reply submitted = client.submitted(filename);
    work.complete(work.job(submitted), 0);

    Reply redirect = download(submitted, "srt");
    Reply file = api.getFrom(redirect.header("location"));

    assertThat(redirect.status()).isEqualTo(302);
    assertThat(redirect.header("cache-control")).isEqualTo("no-store");
    assertThat(file.status()).isEqualTo(200);
    assertThat(file.body()).isEqualTo(Work.SRT);
    assertThat(file.header("content-type")).startsWith(Format.SRT.contentType());
    assertThat(file.header("content-disposition"))
        .matches("attachment; filename=\"[ -~]+\\.srt\"; filename\\*=UTF-8''[!-~]+\\.srt");
    assertThat(savedName(file)).doesNotContain("/", "\"", "\n", "\r", "\u202E").endsWith(".srt");
  }

  @Test
  void aNameOfAThousandCharactersIsShownWholeAndCutInADownload() throws Exception {
    String name = "я".repeat(996) + ".mp4";
    Reply submitted = client.submitted(name);
    work.complete(work.job(submitted), 0);

    assertThat(get(submitted, submitted.text("access_token")).text("filename")).isEqualTo(name);
    Reply file = api.getFrom(download(submitted, "vtt").header("location"));
    assertThat(file.status()).isEqualTo(200);
    assertThat(savedName(file)).isEqualTo("я".repeat(100) + ".vtt");
  }

  @Test
  void aDownloadBeforeTheEndOrOfNoFormatIsRefused() throws Exception {
    Reply submitted = client.submitted("a.mp4");

    assertThat(download(submitted, "srt").status()).isEqualTo(409);
    assertThat(download(submitted, "srt").text("code")).isEqualTo("not_completed");
    assertThat(download(submitted, "docx").status()).isEqualTo(404);
    assertThat(download(submitted, "docx").text("detail")).contains("srt, vtt, json");
  }

  @Test
  void aDownloadOfWhatHasNoResultSaysWhyAsFarAsThereIsAReason() throws Exception {
    Reply failed = client.submitted("a.mp4");
    work.fail(work.job(failed));
    Reply cancelled = client.submitted("b.mp4");
    api.delete(client.path(cancelled), client.bearer(cancelled));

    assertThat(download(failed, "srt").text("detail"))
        .isEqualTo("The job has failed and has no result; its error_message says why.");
    assertThat(download(cancelled, "srt").status()).isEqualTo(409);
    assertThat(download(cancelled, "srt").text("detail"))
        .isEqualTo("The job is cancelled and has no result.");
  }

  @Test
  void anUnknownRouteIsNotFound() throws Exception {
    Reply reply = api.get("/api/nothing");

    // The gateway's own words: the function is never asked.
    assertThat(reply.status()).isEqualTo(404);
    assertThat(reply.text("message")).isEqualTo("Not Found");
  }

  private static String savedName(Reply file) {
    String header = file.header("content-disposition");
    return URLDecoder.decode(
        header.substring(header.indexOf("''") + 2).replace("+", "%2B"), StandardCharsets.UTF_8);
  }

  private static Reply get(Reply submitted, String token) throws Exception {
    return api.get(path(submitted), "authorization", "Bearer " + token);
  }

  private static Reply download(Reply submitted, String format) throws Exception {
    return api.get(
        path(submitted) + "/download/" + format + "?token=" + submitted.text("access_token"));
  }

  private static String path(Reply submitted) throws Exception {
    return "/api/jobs/" + submitted.text("job_id");
  }
}
