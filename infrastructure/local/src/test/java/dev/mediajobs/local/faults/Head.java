package dev.mediajobs.local.faults;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The first lines of an HTTP/1.1 message.
 *
 * @param start the request or status line
 * @param fields the header lines, as they came
 */
record Head(String start, List<String> fields) {

  private static final int LARGEST = 64 * 1024;

  /**
   * Reads as far as the empty line; empty when the other side has nothing more to say.
   *
   * @throws IOException when it breaks off or is too large
   */
  static Optional<Head> read(InputStream in) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    int newlines = 0;
    while (newlines < 2) {
      int b = in.read();
      if (b < 0 && bytes.size() == 0) {
        return Optional.empty();
      }
      if (b < 0 || bytes.size() == LARGEST) {
        throw new EOFException("a message broke off in its head, or never left it");
      }
      bytes.write(b);
      newlines = b == '\n' ? newlines + 1 : b == '\r' ? newlines : 0;
    }
    List<String> lines =
        Arrays.asList(bytes.toString(StandardCharsets.ISO_8859_1).strip().split("\r\n", -1));
    return Optional.of(new Head(lines.getFirst(), lines.subList(1, lines.size())));
  }

  /** The value of a header; its name counts in any case. */
  Optional<String> field(String name) {
    return fields.stream()
        .filter(line -> isNamed(line, name))
        .map(line -> line.substring(name.length() + 1).strip())
        .findFirst();
  }

  long length() {
    return field("content-length").map(Long::parseLong).orElse(0L);
  }

  /** The status of an answer. */
  int status() {
    return Integer.parseInt(start.substring(9, 12));
  }

  /** The same without some headers, and with others. */
  Head with(List<String> removed, String... added) {
    Stream<String> kept =
        fields.stream().filter(line -> removed.stream().noneMatch(name -> isNamed(line, name)));
    return new Head(start, Stream.concat(kept, Arrays.stream(added)).toList());
  }

  byte[] bytes() {
    return (start + "\r\n" + String.join("\r\n", fields) + "\r\n\r\n")
        .getBytes(StandardCharsets.ISO_8859_1);
  }

  private static boolean isNamed(String line, String name) {
    return line.regionMatches(true, 0, name + ":", 0, name.length() + 1);
  }
}
