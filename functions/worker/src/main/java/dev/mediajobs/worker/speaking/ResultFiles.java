package dev.mediajobs.worker.speaking;

import dev.mediajobs.jobs.Format;
import dev.mediajobs.jobs.MediaStore;
import dev.mediajobs.jobs.ResultFile;
import dev.mediajobs.json.Json;
import dev.mediajobs.speech.AudioFormat;
import dev.mediajobs.speech.Script;
import dev.mediajobs.speech.SpokenTranscript;
import dev.mediajobs.speech.TurnTiming;
import dev.mediajobs.subtitles.CueRules;
import dev.mediajobs.subtitles.SubtitleFormat;
import dev.mediajobs.subtitles.Subtitles;
import dev.mediajobs.worker.speech.SpokenScript;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** The files of a result, as they are called and written, where nobody looks yet. */
final class ResultFiles {

  private static final String TIMINGS = "timings.json";
  private static final String TIMINGS_TYPE = "application/json";

  private final MediaStore media;
  private final String prefix;

  /** Under keys that begin with {@code prefix}. */
  ResultFiles(MediaStore media, String prefix) {
    this.media = media;
    this.prefix = prefix;
  }

  static ResultFile audio(AudioFormat format, long bytes) {
    return new ResultFile("speech." + format.ending(), format.contentType(), bytes);
  }

  static ResultFile timings(long bytes) {
    return new ResultFile(TIMINGS, TIMINGS_TYPE, bytes);
  }

  static ResultFile subtitles(Format format, long bytes) {
    return new ResultFile("subtitles." + format.ending(), format.contentType(), bytes);
  }

  /** Writes when each turn is heard. */
  ResultFile writeTimings(Script script, SpokenScript spoken) {
    byte[] content = timings(script, spoken).getBytes(StandardCharsets.UTF_8);
    ResultFile file = timings(content.length);
    write(file, content);
    return file;
  }

  /** Writes what is said as subtitles, in every format. */
  List<ResultFile> writeSubtitles(Script script, SpokenScript spoken) {
    Subtitles subtitles =
        Subtitles.of(
            SpokenTranscript.of(script, spoken.timings(), spoken.duration()), CueRules.defaults());
    List<ResultFile> files = new ArrayList<>();
    for (Format format : Format.values()) {
      byte[] content = subtitles.toBytes(SubtitleFormat.valueOf(format.name()));
      ResultFile file = subtitles(format, content.length);
      write(file, content);
      files.add(file);
    }
    return files;
  }

  private void write(ResultFile file, byte[] content) {
    media.write(prefix + file.name(), file.contentType(), content);
  }

  private static String timings(Script script, SpokenScript spoken) {
    return Json.text(
        json -> {
          json.writeStartArray();
          for (TurnTiming timing : spoken.timings()) {
            json.writeStartObject();
            json.writeNumberField("turn_index", timing.index());
            json.writeStringField("role", script.turns().get(timing.index()).role());
            json.writeNumberField("start_ms", timing.start().toMillis());
            json.writeNumberField("end_ms", timing.end().toMillis());
            json.writeEndObject();
          }
          json.writeEndArray();
        });
  }
}
