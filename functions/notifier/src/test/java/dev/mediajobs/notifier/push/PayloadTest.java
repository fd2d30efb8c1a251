package dev.mediajobs.notifier.push;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mediajobs.jobs.Failure;
import dev.mediajobs.jobs.Job;
import dev.mediajobs.jobs.JobId;
import dev.mediajobs.jobs.Source;
import dev.mediajobs.jobs.SubtitleSettings;
import dev.mediajobs.json.Json;
import dev.mediajobs.notifier.events.EventType;
import dev.mediajobs.notifier.events.JobEvent;
import dev.mediajobs.push.MessageEncryption;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PayloadTest {

  private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");

  @Test
  void itTellsWhatHappenedToWhichJobAndNothingThatOpensIt() {
    assertThat(Payload.of(failed("talk.mp4")))
        .isEqualTo(
            """
            {"type":"job.failed","id":"evt_00","time":"2026-03-01T12:00:00Z","job":\
            {"job_id":"11111111-2222-4333-8444-555555555555","type":"subtitle-generation",\
            "status":"failed","filename":"talk.mp4"}}""");
  }

  @ParameterizedTest
  @ValueSource(strings = {"a", "\"", "\u0001", "\u4e16", "\ud83c\udfb5"})
  void whateverAFileIsCalledTheMessageFitsAndStaysWhole(String character) throws Exception {
    String payload = Payload.of(failed(character.repeat(1000)));

    assertThat(payload.getBytes(StandardCharsets.UTF_8))
        .hasSizeLessThan(MessageEncryption.MOST_BYTES);
    assertThat(Json.object(payload).object("job").orElseThrow().requiredString("filename"))
        .isEqualTo(character.repeat(199) + "…");
  }

  private static JobEvent failed(String filename) {
    Job running =
        Job.submitted(
                new JobId(UUID.fromString("11111111-2222-4333-8444-555555555555")),
                new Source("7d/uploads/x/source", filename, 1234, Optional.empty()),
                SubtitleSettings.DEFAULT,
                NOW)
            .claimed("holder", NOW);
    return new JobEvent(
        EventType.FAILED, "evt_00", NOW, running.failed(new Failure("no_audio", "No sound."), NOW));
  }
}
