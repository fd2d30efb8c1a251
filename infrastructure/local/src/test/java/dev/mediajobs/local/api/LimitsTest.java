package dev.mediajobs.local.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mediajobs.jobs.Failure;
import dev.mediajobs.jobs.Job;
import dev.mediajobs.jobs.JobId;
import dev.mediajobs.jobs.Pool;
import dev.mediajobs.jobs.Slots;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The limits as the template sets them, with another one over all jobs. */
class LimitsTest {

  private static ApiOnStack api;
  private static Uploading client;

  private final List<Reply> accepted = new ArrayList<>();

  @BeforeAll
  static void start(@TempDir Path folder) throws Exception {
    api = ApiOnStack.start(folder, Map.of("OverallJobLimit", "5"));
    client = new Uploading(api);
  }

  @AfterAll
  static void stop() {
    api.close();
  }

  @AfterEach
  void endAll() throws Exception {
    for (Reply submitted : accepted) {
      end(submitted);
    }
    assertThat(api.slots().taken(Pool.anonymous(3))).isZero();
    assertThat(api.slots().taken(Pool.overall(5))).isZero();
  }

  @Test
  void theFourthJobIsRefusedUntilAnotherOneEnds() throws Exception {
    Reply fourth = client.whole("fourth.mp4");
    fill();

    Reply refused = client.submit(fourth, "fourth.mp4");

    assertThat(refused.status()).isEqualTo(429);
    assertThat(refused.text("code")).isEqualTo("limit_reached");
    assertThat(refused.text("title")).isEqualTo("Too Many Requests");
    assertThat(refused.text("detail"))
        .isEqualTo("System busy. Maximum 3 jobs can run at once. Please try again later.");
    assertThat(refused.header("retry-after")).isEqualTo("30");
    assertThat(api.uploads().find(fourth.text("upload_id")).orElseThrow().job()).isEmpty();

    end(accepted.removeFirst());
    accepted.add(client.submit(fourth, "fourth.mp4"));
    assertThat(accepted.getLast().status()).isEqualTo(202);
  }

  @Test
  void nobodyUploadsForWhomThereIsNoRoom() throws Exception {
    fill();

    Reply refused = client.open("a.mp4", 5);
    Reply senseless = api.post("/api/uploads", "{}");

    assertThat(refused.status()).isEqualTo(429);
    assertThat(refused.text("code")).isEqualTo("limit_reached");
    assertThat(refused.header("retry-after")).isEqualTo("30");
    assertThat(senseless.status()).isEqualTo(400);
    end(accepted.removeFirst());
    assertThat(client.open("a.mp4", 5).status()).isEqualTo(201);
  }

  @Test
  void theRoomIsTold() throws Exception {
    assertThat(api.get("/api/capacity").body()).isEqualTo("{\"active\":0,\"limit\":3}");

    accepted.add(client.submitted("a.mp4"));
    accepted.add(client.submitted("b.mp4"));

    Reply capacity = api.get("/api/capacity");
    assertThat(capacity.status()).isEqualTo(200);
    assertThat(capacity.body()).isEqualTo("{\"active\":2,\"limit\":3}");
    assertThat(capacity.header("cache-control")).isEqualTo("no-store");
  }

  @Test
  void anActiveJobHoldsASlotOfEachPoolWhileItRunsToo() throws Exception {
    accepted.add(client.submitted("a.mp4"));
    Job job = job(accepted.getFirst());
    assertThat(job.slots())
        .allSatisfy(
            slot -> assertThat(api.slots().holder(slot).map(Slots.Holder::job)).contains(job.id()))
        .extracting(slot -> slot.pool())
        .containsExactly("anonymous", "overall");

    assertThat(api.jobs().move(job, job.claimed("worker", Instant.now()))).isTrue();

    assertThat(api.get("/api/capacity").body()).isEqualTo("{\"active\":1,\"limit\":3}");
  }

  private void fill() throws Exception {
    for (int number = 1; number <= 3; number++) {
      accepted.add(client.submitted("a.mp4"));
    }
  }

  private static void end(Reply submitted) throws Exception {
    Job job = job(submitted);
    Job failed = job.failed(new Failure("no_audio", "No sound."), Instant.now());
    assertThat(api.jobs().move(job, failed)).isTrue();
  }

  private static Job job(Reply submitted) throws Exception {
    return api.jobs().find(JobId.parse(submitted.text("job_id")).orElseThrow()).orElseThrow();
  }
}
