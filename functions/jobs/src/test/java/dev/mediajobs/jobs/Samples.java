package dev.mediajobs.jobs;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Jobs to test with. */
final class Samples {

  static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");

  static final SubtitleResult RESULT =
      new SubtitleResult(
          "7d/jobs/x/2/",
          Map.of(Format.SRT, 100L, Format.VTT, 110L, Format.JSON, 900L),
          Optional.of("en-US"),
          Duration.ofSeconds(31),
          9,
          80,
          2,
          List.of());

  private Samples() {}

  static Job pending() {
    return Job.submitted(
        new JobId(UUID.fromString("11111111-2222-4333-8444-555555555555")),
        new Source(
            "7d/uploads/0123456789abcdef0123456789abcdef/source",
            "talk.mp4",
            1234,
            Optional.empty()),
        SubtitleSettings.DEFAULT,
        NOW);
  }

  static Job running() {
    return pending().claimed("holder", NOW);
  }
}
