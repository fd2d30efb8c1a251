package dev.mediajobs.local.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mediajobs.jobs.Job;
import java.net.URI;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ShareTest {

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
  void theLinkLetsAnybodyLookAndDownload() throws Exception {
    Reply submitted = client.submitted("a.mp4");
    work.complete(work.job(submitted), 0);

    Reply shared = share(submitted);
    assertThat(shared.status()).isEqualTo(200);
    assertThat(shared.header("cache-control")).isEqualTo("no-store");
    assertThat(shared.text("expires_at"))
        .startsWith(work.job(submitted).times().retainedUntil().toString().substring(0, 19));

    Reply shown = api.getFrom(shared.text("share_url"));
    assertThat(shown.status()).isEqualTo(200);
    assertThat(shown.text("result_srt")).isEqualTo(Work.SRT);
    assertThat(shown.text("access_token")).isEqualTo(token(shared));
    Reply download = api.get(client.path(submitted) + "/download/srt?token=" + token(shared));
    assertThat(api.getFrom(download.header("location")).body()).isEqualTo(Work.SRT);
  }

  @Test
  void invariant8NothingThatIsAnsweredToALinkHoldsTheOwnersToken() throws Exception {
    Reply submitted = client.submitted("a.mp4");
    work.complete(work.job(submitted), 0);
    String token = token(share(submitted));
    String path = client.path(submitted);

    List<Reply> replies =
        List.of(
            api.get(path + "?token=" + token),
            api.get(path + "/download/srt?token=" + token),
            api.get("/api/jobs?tokens=" + token),
            api.get(path + "/share?token=" + token),
            api.delete(path + "?token=" + token),
            api.post(path + "/retry?token=" + token, ""));

    assertThat(replies)
        .allSatisfy(
            reply ->
                assertThat(reply.body() + reply.response().headers().map())
                    .doesNotContain(submitted.text("access_token")));
  }

  @Test
  void theLinkIsTheSameUntilItIsTakenBackAndAnotherOneThen() throws Exception {
    Reply submitted = client.submitted("a.mp4");
    Reply first = share(submitted);
    assertThat(share(submitted).body()).isEqualTo(first.body());

    Reply ended = api.delete(client.path(submitted) + "/share", client.bearer(submitted));

    assertThat(ended.status()).isEqualTo(204);
    Reply gone = api.getFrom(first.text("share_url"));
    assertThat(gone.status()).isEqualTo(404);
    assertThat(gone.text("code")).isEqualTo("job_not_found");
    Reply second = share(submitted);
    assertThat(token(second)).isNotEqualTo(token(first));
    assertThat(api.getFrom(second.text("share_url")).status()).isEqualTo(200);
    assertThat(api.get(client.path(submitted), client.bearer(submitted)).status()).isEqualTo(200);
  }

  @Test
  void whatAWorkerDoesMeanwhileDoesNotRestoreTheLink() throws Exception {
    Reply submitted = client.submitted("a.mp4");
    Job asTheWorkerReadIt = work.claim(work.job(submitted));
    Reply shared = share(submitted);
    assertThat(api.delete(client.path(submitted) + "/share", client.bearer(submitted)).status())
        .isEqualTo(204);

    Job alive = asTheWorkerReadIt.alive(Instant.now().plusSeconds(1));
    assertThat(api.jobs().move(asTheWorkerReadIt, alive)).isTrue();

    assertThat(api.getFrom(shared.text("share_url")).status()).isEqualTo(404);
  }

  @Test
  void theLinkLeadsToTheWebPanelWhereThereIsOne(@TempDir Path folder) throws Exception {
    try (ApiOnStack withPanel =
        ApiOnStack.start(folder, Map.of("WebUrl", "https://subs.example.com/app"))) {
      Uploading person = new Uploading(withPanel);
      Reply submitted = person.submitted("a.mp4");

      Reply shared = withPanel.get(person.path(submitted) + "/share", person.bearer(submitted));

      assertThat(shared.text("share_url"))
          .matches(
              "https://subs\\.example\\.com/app/jobs/%s\\?token=[A-Za-z0-9_-]{70}"
                  .formatted(submitted.text("job_id")));
    }
  }

  private static Reply share(Reply submitted) throws Exception {
    return api.get(client.path(submitted) + "/share", client.bearer(submitted));
  }

  private static String token(Reply shared) throws Exception {
    return URI.create(shared.text("share_url")).getQuery().replaceFirst("token=", "");
  }
}
