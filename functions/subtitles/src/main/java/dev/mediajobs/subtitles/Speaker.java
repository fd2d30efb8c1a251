package dev.mediajobs.subtitles;

import java.util.regex.Pattern;

/**
 * Someone heard in the recording.
 *
 * @param id the recogniser's label, as words carry it, such as {@code spk_0}
 * @param label the name people read, such as {@code Speaker 1}
 */
public record Speaker(String id, String label) {
  private static final Pattern NUMBERED = Pattern.compile("spk_(\\d{1,6})");

  /**
   * Amazon Transcribe numbers speakers from {@code spk_0}; people count from 1. Any other label is
   * its own name.
   */
  public static Speaker of(String id) {
    var matcher = NUMBERED.matcher(id);
    return matcher.matches()
        ? new Speaker(id, "Speaker " + (Integer.parseInt(matcher.group(1)) + 1))
        : new Speaker(id, id);
  }
}
