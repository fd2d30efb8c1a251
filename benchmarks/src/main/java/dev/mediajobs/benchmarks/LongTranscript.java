package dev.mediajobs.benchmarks;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Random;

/**
 * Writes what Amazon Transcribe would about four hours of two people talking; the same bytes every
 * time.
 */
final class LongTranscript {
  private static final int WORDS = 40_000;
  private static final double SECONDS_A_WORD = 4 * 3600.0 / WORDS;
  private static final List<String> VOCABULARY =
      List.of(
          "the",
          "and",
          "of",
          "we",
          "it",
          "that",
          "because",
          "which",
          "a",
          "to",
          "in",
          "people",
          "water",
          "question",
          "yesterday",
          "morning",
          "remember",
          "something",
          "always",
          "measured",
          "important",
          "I'd",
          "government",
          "neighbourhood",
          "music",
          "little",
          "thought",
          "would",
          "asked",
          "her");

  private LongTranscript() {}

  static byte[] json() {
    var random = new Random(42);
    var items = new StringBuilder();
    var text = new StringBuilder();
    double now = 1;
    int speaker = 0;
    for (int count = 1; count <= WORDS; count++) {
      String word = VOCABULARY.get(random.nextInt(VOCABULARY.size()));
      double end = now + SECONDS_A_WORD * (0.5 + random.nextDouble() / 2);
      appendItem(items, "pronunciation", word, speaker)
          .append(
              String.format(
                  Locale.ROOT, ",\"start_time\":\"%.3f\",\"end_time\":\"%.3f\"}", now, end));
      text.append(' ').append(word);
      now += SECONDS_A_WORD;
      if (count % 13 == 0) {
        appendItem(items, "punctuation", ".", speaker).append('}');
        text.append('.');
      } else if (count % 7 == 0) {
        appendItem(items, "punctuation", ",", speaker).append('}');
        text.append(',');
      }
      speaker = count % 130 == 0 ? 1 - speaker : speaker;
    }
    return ("{\"jobName\":\"long\",\"accountId\":\"111122223333\",\"status\":\"COMPLETED\",\"results\":{"
            + "\"transcripts\":[{\"transcript\":\""
            + text
            + "\"}],\"items\":["
            + items
            + "],\"language_code\":\"en-US\"}}")
        .getBytes(StandardCharsets.UTF_8);
  }

  private static StringBuilder appendItem(
      StringBuilder items, String type, String content, int speaker) {
    return items
        .append(items.isEmpty() ? "" : ",")
        .append("{\"type\":\"")
        .append(type)
        .append("\",\"alternatives\":[{\"confidence\":\"0.97\",\"content\":\"")
        .append(content)
        .append("\"}],\"speaker_label\":\"spk_")
        .append(speaker)
        .append('"');
  }
}
