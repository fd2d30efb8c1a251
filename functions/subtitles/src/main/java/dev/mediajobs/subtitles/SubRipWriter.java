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
    var entry = new StringBuilder();
    for (Cue cue : subtitles.cues()) {
      entry.setLength(0);
      entry.append(cue.number()).append(LINE_END);
      Timestamp.append(cue.start(), ',', entry);
      entry.append(" --> ");
      Timestamp.append(cue.end(), ',', entry);
      entry.append(LINE_END);
      appendSpeaker(cue, entry);
      for (String line : cue.lines()) {
        appendText(line, entry);
        entry.append(LINE_END);
      }
      entry.append(LINE_END);
      out.append(entry);
    }
  }

  private static void appendSpeaker(Cue cue, StringBuilder entry) {
    if (cue.introducesSpeaker() && cue.speaker().isPresent()) {
      appendText(SpeakerName.inLine(Speaker.of(cue.speaker().get()).label()), entry);
    }
  }

  private static void appendText(String text, StringBuilder entry) {
    for (int index = 0; index < text.length(); index++) {
      char character = text.charAt(index);
      entry.append(
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
