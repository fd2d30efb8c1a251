package dev.mediajobs.subtitles;

import java.io.IOException;
import java.io.Writer;

/**
 * SubRip: cues numbered from 1, a comma before the milliseconds, a blank line after each cue, and
 * lines that end in CR LF, as the Windows program that gave the format its name writes them and as
 * hardware players, the least forgiving readers, expect. Without speech the file is empty, which
 * every player takes for no subtitles.
 *
 * <p>The format has no way to escape anything, and players act on tags ({@code <i>}), positions
 * ({@code {\an8}}) and the arrow of a time line wherever they find them. So the four characters
 * these are made of are written as the ones that look like them; the text stays readable and as
 * wide as before. It has no place for a speaker either: in a recording with several, the name
 * stands in front of the words where a speaker takes over.
 */
final class SubRipWriter implements SubtitleWriter {
  private static final String LINE_END = "\r\n";

  @Override
  public void write(Subtitles subtitles, Writer out) throws IOException {
    for (Cue cue : subtitles.cues()) {
      out.write(Integer.toString(cue.number()));
      out.write(LINE_END);
      Timestamp.write(cue.start(), ',', out);
      out.write(" --> ");
      Timestamp.write(cue.end(), ',', out);
      out.write(LINE_END);
      writeSpeaker(cue, out);
      for (String line : cue.lines()) {
        writeText(line, out);
        out.write(LINE_END);
      }
      out.write(LINE_END);
    }
  }

  private static void writeSpeaker(Cue cue, Writer out) throws IOException {
    if (cue.introducesSpeaker() && cue.speaker().isPresent()) {
      writeText(SpeakerName.inLine(Speaker.of(cue.speaker().get()).label()), out);
    }
  }

  private static void writeText(String text, Writer out) throws IOException {
    for (int index = 0; index < text.length(); index++) {
      char character = text.charAt(index);
      out.write(
          switch (character) {
            case '<' -> '‹';
            case '>' -> '›';
            case '{' -> '(';
            case '}' -> ')';
            default -> character;
          });
    }
  }
}
