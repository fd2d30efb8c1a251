package dev.mediajobs.speech;

import java.util.Locale;
import java.util.regex.Pattern;

/**
 * A piece of Speech Synthesis Markup Language. Text goes into it escaped, so that nothing in a
 * script is ever markup.
 *
 * @param markup well formed, to stand inside a {@code speak} element
 * @see <a href="https://www.w3.org/TR/speech-synthesis11/">SSML 1.1</a>
 */
public record Ssml(String markup) {
  private static final Pattern BLANK_LINES = Pattern.compile("\\r?\\n[ \\t]*\\r?\\n\\s*");
  private static final String PARAGRAPH_BREAK = "<break strength=\"x-strong\"/>";

  /**
   * Plain text, in which blank lines are the pauses between paragraphs.
   *
   * @param text without control characters but tabs and line ends
   */
  public static Ssml text(String text) {
    return new Ssml(BLANK_LINES.matcher(escaped(text)).replaceAll(PARAGRAPH_BREAK));
  }

  /** The most characters of markup that {@link #text} makes of a code point, breaks included. */
  public static int weight(int codePoint) {
    return switch (codePoint) {
      case '&' -> "&amp;".length();
      case '<', '>' -> "&lt;".length();
      // A break takes two line ends at least.
      case '\n' -> (PARAGRAPH_BREAK.length() + 1) / 2;
      default -> Character.charCount(codePoint);
    };
  }

  /** The same at another speed, in whole per cent of the voice's own. */
  public Ssml atRate(double rate) {
    return element("prosody rate=\"%d%%\"".formatted(Math.round(rate * 100)), "prosody");
  }

  /** The same this many semitones higher, or lower, in whole per cent of the voice's own pitch. */
  public Ssml atPitch(double semitones) {
    // Towards zero: 7 semitones down are 33.26 %, and engines allow 33.3.
    long percent = (long) ((Math.pow(2, semitones / 12) - 1) * 100);
    return element(String.format(Locale.ROOT, "prosody pitch=\"%+d%%\"", percent), "prosody");
  }

  /**
   * The same inside an element.
   *
   * @param tag its name and attributes, as they are written
   * @param name its name alone
   */
  public Ssml element(String tag, String name) {
    return new Ssml("<%s>%s</%s>".formatted(tag, markup, name));
  }

  /** The whole document. */
  public String document() {
    return "<speak>" + markup + "</speak>";
  }

  private static String escaped(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
  }
}
