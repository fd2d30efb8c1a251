package dev.mediajobs.local.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mediajobs.jobs.Upload;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.S3Object;

class GenerateSubtitlesLimitTest {

  private static final String PATH = "/api/generate-subtitles";

  @Test
  void itsJobsShareTheLimitOfTheAnonymousAndARefusedFileLeavesNothing(@TempDir Path folder)
      throws Exception {
    try (ApiOnStack api = ApiOnStack.start(folder, Map.of("AnonymousJobLimit", "1"));
        S3Client s3 = api.clients().s3()) {
      Uploading client = new Uploading(api);
      Work work = new Work(api);
      Reply first = client.whole("a.mp4");
      Reply second = client.whole("b.mp4");
      byte[] form = new Form().file("file", "c.mp4", "video/mp4", new byte[] {1, 2}).bytes();
      Reply canonical = client.submit(first, "a.mp4");
      assertThat(canonical.status()).isEqualTo(202);
      String named = "{\"fileId\":\"%s\"}".formatted(second.text("upload_id"));

      List<Reply> refused = List.of(api.post(PATH, named), api.postForm(PATH, Form.TYPE, form));

      assertThat(refused)
          .allSatisfy(
              reply -> {
                assertThat(reply.status()).isEqualTo(429);
                assertThat(reply.text("errorCode")).isEqualTo("limit_reached");
                assertThat(reply.text("error")).isEqualTo(reply.text("message"));
                assertThat(reply.header("retry-after")).isEqualTo("30");
              });
      assertThat(
              s3
                  .listObjectsV2(list -> list.bucket(api.bucket()).prefix(Upload.KEY_PREFIX))
                  .contents()
                  .stream()
                  .map(S3Object::key))
          .containsExactlyInAnyOrder(first.text("key"), second.text("key"));

      work.fail(work.job(canonical));

      assertThat(api.post(PATH, named).status()).isEqualTo(202);
      assertThat(client.submit(first, "a.mp4").status()).isEqualTo(429);
    }
  }
}
