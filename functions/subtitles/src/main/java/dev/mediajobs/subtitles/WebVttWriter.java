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
    for (Cue cue : subtitles.cues()) {
      out.write('\n');
      out.write(Integer.toString(cue.number()));
      out.write('\n');
      Timestamp.write(cue.start(), '.', out);
      out.write(" --> ");
      Timestamp.write(cue.end(), '.', out);
      out.write('\n');
      writeVoice(cue, out);
      for (String line : cue.lines()) {
        writeEscaped(line, out);
        out.write('\n');
      }
    }
  }

  /**
   * The end tag may be left out when one voice has the whole cue (section 4.2.2 of the
   * specification).
   */
  private static void writeVoice(Cue cue, Writer out) throws IOException {
    if (cue.speaker().isPresent()) {
      out.write("<v ");
      writeEscaped(Speaker.of(cue.speaker().get()).label(), out);
      out.write('>');
    }
  }

  private static void writeEscaped(String text, Writer out) throws IOException {
    for (int index = 0; index < text.length(); index++) {
      char character = text.charAt(index);
      switch (character) {
        case '&' -> out.write("&amp;");
        case '<' -> out.write("&lt;");
        case '>' -> out.write("&gt;");
        default -> out.write(character);
      }
    }
  }
}
