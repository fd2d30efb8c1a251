package dev.mediajobs.subtitles;

import java.io.IOException;
import java.io.Writer;

/**
 * WebVTT by the W3C's specification: a header, then cues with their number as identifier. {@code
 * &}, {@code <} and {@code >} are escaped, so that no text can be taken for a tag or for the arrow
 * of a time line. Whoever speaks is named in a voice span, {@code <v Speaker 1>}, in every cue:
 * players show or colour it as they like. Without speech only the header is written.
 */
final class WebVttWriter implements SubtitleWriter {
  @Override
  public void write(Subtitles subtitles, Writer out) throws IOException {
    out.write("WEBVTT\n");
    var entry = new StringBuilder();
    for (Cue cue : subtitles.cues()) {
      entry.setLength(0);
      entry.append('\n').append(cue.number()).append('\n');
      Timestamp.append(cue.start(), '.', entry);
      entry.append(" --> ");
      Timestamp.append(cue.end(), '.', entry);
      entry.append('\n');
      appendVoice(cue, entry);
      for (String line : cue.lines()) {
        appendEscaped(line, entry);
        entry.append('\n');
      }
      out.append(entry);
    }
  }

  /**
   * The end tag may be left out when one voice has the whole cue (section 4.2.2 of the
   * specification).
   */
  private static void appendVoice(Cue cue, StringBuilder entry) {
    if (cue.speaker().isPresent()) {
      entry.append("<v ");
      appendEscaped(Speaker.of(cue.speaker().get()).label(), entry);
      entry.append('>');
    }
  }

  private static void appendEscaped(String text, StringBuilder entry) {
    for (int index = 0; index < text.length(); index++) {
      char character = text.charAt(index);
      switch (character) {
        case '&' -> entry.append("&amp;");
        case '<' -> entry.append("&lt;");
        case '>' -> entry.append("&gt;");
        default -> entry.append(character);
      }
    }
  }
}
