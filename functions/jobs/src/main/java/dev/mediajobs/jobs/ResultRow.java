package dev.mediajobs.jobs;

import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** How the result of a job is written in its row. */
final class ResultRow {

  private ResultRow() {}

  static Map<String, AttributeValue> of(Result result) {
    Attributes map = new Attributes(Map.of());
    map.text("prefix", result.prefix());
    map.instant("cached_at", result.cachedAt());
    switch (result) {
      case SubtitleResult subtitles -> write(subtitles, map);
      case CleanedResult cleaned -> write(cleaned, map);
      case SpeechResult speech -> write(speech, map);
    }
    return map.toMap();
  }

  static Result read(JobType type, Attributes map) {
    return switch (type) {
      case SUBTITLE_GENERATION -> subtitles(map);
      case NOISE_REMOVAL -> cleaned(map);
      case MULTI_ROLE_TTS, SINGLE_TTS -> speech(map);
    };
  }

  private static void write(SubtitleResult result, Attributes map) {
    result.sizes().forEach((format, bytes) -> map.number(format.ending() + "_bytes", bytes));
    map.text("language", result.language());
    map.number("duration_ms", result.duration().toMillis());
    map.number("cue_count", result.cueCount());
    map.number("word_count", result.wordCount());
    map.number("speaker_count", result.speakerCount());
    map.texts("notes", result.notes());
  }

  private static SubtitleResult subtitles(Attributes map) {
    Map<Format, Long> sizes = new EnumMap<>(Format.class);
    for (Format format : Format.values()) {
      sizes.put(format, map.number(format.ending() + "_bytes"));
    }
    return new SubtitleResult(
        map.text("prefix"),
        sizes,
        map.findText("language"),
        duration(map, "duration_ms"),
        map.integer("cue_count"),
        map.integer("word_count"),
        map.integer("speaker_count"),
        map.texts("notes"),
        map.findInstant("cached_at"));
  }

  private static void write(CleanedResult result, Attributes map) {
    map.map("audio", file(result.audio()));
    result.video().ifPresent(video -> map.map("video", file(video)));
    map.number("duration_ms", result.duration().toMillis());
    map.text("level_before_db", Double.toString(result.levels().before()));
    map.text("level_after_db", Double.toString(result.levels().after()));
    map.texts("notes", result.notes());
  }

  private static CleanedResult cleaned(Attributes map) {
    return new CleanedResult(
        map.text("prefix"),
        file(map.map("audio")),
        Optional.of(map.map("video")).filter(video -> !video.isEmpty()).map(ResultRow::file),
        duration(map, "duration_ms"),
        new CleanedResult.Levels(
            Double.parseDouble(map.text("level_before_db")),
            Double.parseDouble(map.text("level_after_db"))),
        map.texts("notes"),
        map.findInstant("cached_at"));
  }

  private static void write(SpeechResult result, Attributes map) {
    map.map("audio", file(result.audio()));
    map.map("timings", file(result.timings()));
    map.maps("subtitles", result.subtitles().stream().map(ResultRow::file).toList());
    map.number("duration_ms", result.duration().toMillis());
    map.number("latency_ms", result.latency().toMillis());
    map.number("turn_count", result.turnCount());
    map.texts("notes", result.notes());
  }

  private static SpeechResult speech(Attributes map) {
    List<ResultFile> subtitles = map.maps("subtitles").stream().map(ResultRow::file).toList();
    return new SpeechResult(
        map.text("prefix"),
        file(map.map("audio")),
        file(map.map("timings")),
        subtitles,
        duration(map, "duration_ms"),
        duration(map, "latency_ms"),
        map.integer("turn_count"),
        map.texts("notes"),
        map.findInstant("cached_at"));
  }

  private static Map<String, AttributeValue> file(ResultFile file) {
    Attributes map = new Attributes(Map.of());
    map.text("name", file.name());
    map.text("content_type", file.contentType());
    map.number("bytes", file.bytes());
    return map.toMap();
  }

  private static ResultFile file(Map<String, AttributeValue> map) {
    Attributes file = new Attributes(map);
    return new ResultFile(file.text("name"), file.text("content_type"), file.number("bytes"));
  }

  private static Duration duration(Attributes map, String name) {
    return Duration.ofMillis(map.number(name));
  }
}
