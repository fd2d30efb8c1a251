package dev.mediajobs.jobs;

import java.util.List;
import java.util.OptionalInt;

/** How the settings of a job are written in its row. */
final class SettingsRow {

  private SettingsRow() {}

  static void write(Settings settings, Attributes row) {
    switch (settings) {
      case SubtitleSettings subtitles -> {
        row.text("language", subtitles.language());
        row.bool("force_language", subtitles.forceLanguage());
        row.number("num_speakers", subtitles.numSpeakers());
        row.number("min_speakers", subtitles.minSpeakers());
        row.number("max_speakers", subtitles.maxSpeakers());
        row.bool("denoise", subtitles.denoise());
      }
      case NoiseRemovalSettings noise -> row.bool("with_video", noise.withVideo());
      case SpeechSettings speech -> row.text("provider", speech.provider());
    }
  }

  static Settings read(JobType type, Attributes row) {
    return switch (type) {
      case SUBTITLE_GENERATION ->
          new SubtitleSettings(
              row.findText("language"),
              row.bool("force_language"),
              row.findInt("num_speakers"),
              row.findInt("min_speakers"),
              row.findInt("max_speakers"),
              row.findBool("denoise").orElse(false));
      case NOISE_REMOVAL -> new NoiseRemovalSettings(row.bool("with_video"));
      case MULTI_ROLE_TTS, SINGLE_TTS -> new SpeechSettings(type, row.text("provider"));
    };
  }

  /** What tells settings apart that make another result of the same source. */
  static List<String> distinction(Settings settings) {
    return switch (settings) {
      case SubtitleSettings subtitles ->
          List.of(
              subtitles.language().orElse(""),
              Boolean.toString(subtitles.forceLanguage()),
              text(subtitles.numSpeakers()),
              text(subtitles.minSpeakers()),
              text(subtitles.maxSpeakers()),
              Boolean.toString(subtitles.denoise()));
      case NoiseRemovalSettings noise -> List.of(Boolean.toString(noise.withVideo()));
      case SpeechSettings speech -> List.of(speech.provider());
    };
  }

  private static String text(OptionalInt number) {
    return number.isPresent() ? Integer.toString(number.getAsInt()) : "";
  }
}
