package dev.mediajobs.naming;

import java.nio.charset.StandardCharsets;
import java.text.BreakIterator;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * The file name under which a browser saves a result: that of the upload with another ending, made
 * safe for every operating system.
 *
 * @param value the name
 */
public record DownloadName(String value) {

  /** Leaves room for the ending and for a " (1)" within the 255 bytes of common file systems. */
  private static final int MOST_STEM_BYTES = 200;

  private static final int MOST_STEM_CHARACTERS = 150;

  /** What stands for a name of which nothing is left. */
  private static final String NAMELESS = "subtitles";

  private static final Pattern ENDING = Pattern.compile("\\.[A-Za-z0-9]{1,10}$");
  private static final String FORBIDDEN = "<>:\"|?*";

  /** https://learn.microsoft.com/en-us/windows/win32/fileio/naming-a-file */
  private static final Pattern RESERVED =
      Pattern.compile(
          "(CON|PRN|AUX|NUL|CONIN\\$|CONOUT\\$|(COM|LPT)[0-9¹²³])\\s*(\\..*)?",
          Pattern.CASE_INSENSITIVE);

  /** What RFC 8187 lets stand as it is in an extended value, besides letters and digits. */
  private static final String PLAIN = "!#$&+-.^_`|~";

  /**
   * The name of a result.
   *
   * @param upload the upload's name, whatever it holds
   * @param ending the new ending, without the dot
   */
  public static DownloadName of(String upload, String ending) {
    String stem = ENDING.matcher(lastSegment(upload)).replaceFirst("");
    String safe = trimmed(shortened(trimmed(harmless(stem))));
    if (safe.isEmpty()) {
      safe = NAMELESS;
    }
    if (RESERVED.matcher(safe).matches()) {
      safe = "_" + safe;
    }
    return new DownloadName(safe + "." + ending);
  }

  /**
   * The Content-Disposition that makes a browser save under this name (RFC 6266): in ASCII for old
   * ones, in full for all others.
   */
  public String disposition() {
    return "attachment; filename=\"%s\"; filename*=UTF-8''%s".formatted(ascii(), encoded());
  }

  private static String lastSegment(String name) {
    return name.substring(Math.max(name.lastIndexOf('/'), name.lastIndexOf('\\')) + 1);
  }

  private static String harmless(String name) {
    StringBuilder safe = new StringBuilder();
    name.codePoints()
        .filter(c -> !NameCharacters.isControl(c) && !NameCharacters.isDirectionMark(c))
        .map(c -> FORBIDDEN.indexOf(c) >= 0 || NameCharacters.isUnpaired(c) ? '_' : c)
        .forEach(safe::appendCodePoint);
    return safe.toString();
  }

  /** Windows drops dots and spaces at the end; Unix hides what begins with a dot. */
  private static String trimmed(String name) {
    int begin = 0;
    int end = name.length();
    while (begin < end && isDotOrSpace(name.charAt(begin))) {
      begin++;
    }
    while (end > begin && isDotOrSpace(name.charAt(end - 1))) {
      end--;
    }
    return name.substring(begin, end);
  }

  private static boolean isDotOrSpace(char c) {
    return c == '.' || Character.isWhitespace(c);
  }

  /** Cuts between characters as people see them, so that no emoji falls apart. */
  private static String shortened(String name) {
    if (fits(name)) {
      return name;
    }
    BreakIterator characters = BreakIterator.getCharacterInstance(Locale.ROOT);
    characters.setText(name);
    int end = 0;
    for (int next = characters.next();
        next != BreakIterator.DONE && fits(name.substring(0, next));
        next = characters.next()) {
      end = next;
    }
    return name.substring(0, end);
  }

  private static boolean fits(String name) {
    return name.length() <= MOST_STEM_CHARACTERS
        && name.getBytes(StandardCharsets.UTF_8).length <= MOST_STEM_BYTES;
  }

  /** A percent sign or backslash would be taken for an escape by some browsers. */
  private String ascii() {
    StringBuilder ascii = new StringBuilder();
    value
        .codePoints()
        .map(c -> c < ' ' || c > '~' || c == '"' || c == '\\' || c == '%' ? '_' : c)
        .forEach(ascii::appendCodePoint);
    return ascii.toString();
  }

  private String encoded() {
    StringBuilder encoded = new StringBuilder();
    for (byte octet : value.getBytes(StandardCharsets.UTF_8)) {
      boolean plain = octet > 0 && (isLetterOrDigit(octet) || PLAIN.indexOf(octet) >= 0);
      encoded.append(plain ? Character.toString(octet) : "%%%02X".formatted(octet & 0xFF));
    }
    return encoded.toString();
  }

  private static boolean isLetterOrDigit(byte octet) {
    return (octet >= 'a' && octet <= 'z')
        || (octet >= 'A' && octet <= 'Z')
        || (octet >= '0' && octet <= '9');
  }
}
