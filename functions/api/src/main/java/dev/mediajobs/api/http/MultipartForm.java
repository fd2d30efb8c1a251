package dev.mediajobs.api.http;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * A form of several parts: {@code multipart/form-data} (RFC 7578; its boundaries: RFC 2046, section
 * 5.1.1). The parts look into the bytes of the request, which are never copied.
 *
 * @param parts in their order; no two have the same name
 */
public record MultipartForm(List<FormPart> parts) {

  private static final String TYPE = "multipart/form-data";
  private static final int MOST_PARTS = 20;

  /** The most bytes that the headers of one part may have. */
  private static final int LONGEST_HEADERS = 8192;

  /** RFC 2046: 1 to 70 of these characters, the last of which is no space. */
  private static final Pattern BOUNDARY =
      Pattern.compile("[0-9A-Za-z'()+_,./:=? -]{0,69}[0-9A-Za-z'()+_,./:=?-]");

  private static final byte[] LINE_END = {'\r', '\n'};

  /** Keeps a copy. */
  public MultipartForm {
    parts = List.copyOf(parts);
  }

  /** Whether a Content-Type says that the body is such a form. */
  static boolean isNamedBy(String contentType) {
    String type = contentType.strip().toLowerCase(Locale.ROOT);
    return type.startsWith(TYPE)
        && (type.length() == TYPE.length() || "; \t".indexOf(type.charAt(TYPE.length())) >= 0);
  }

  /** The form can't be understood, because of {@code reason}, which ends the sentence. */
  static Refusal malformed(String reason) {
    return new Refusal(
        Problem.of(400, "malformed_form", "The form can't be read: " + reason + "."));
  }

  /**
   * Takes a form apart.
   *
   * @param contentType names the boundary
   * @throws Refusal when it is malformed, is cut short, or names a field twice
   */
  static MultipartForm of(byte[] content, String contentType) throws Refusal {
    String boundary =
        HeaderValue.parse(contentType)
            .flatMap(type -> type.parameter("boundary"))
            .filter(given -> BOUNDARY.matcher(given).matches())
            .orElseThrow(
                () -> malformed("its Content-Type names no boundary of 1 to 70 characters"));
    return new Reading(content, boundary).form();
  }

  /**
   * A line that parts content from content.
   *
   * @param start where the line end before it begins; negative before the first byte of the form
   * @param end behind the line end after it
   * @param last whether nothing of the form follows
   */
  private record Delimiter(int start, int end, boolean last) {}

  private static final class Reading {

    private final byte[] content;
    private final byte[] dashes;

    Reading(byte[] content, String boundary) {
      this.content = content;
      this.dashes = ("--" + boundary).getBytes(StandardCharsets.US_ASCII);
    }

    MultipartForm form() throws Refusal {
      List<FormPart> parts = new ArrayList<>();
      Set<String> names = new HashSet<>();
      // What stands before the first delimiter and behind the last one says nothing.
      Delimiter delimiter = next(-LINE_END.length);
      while (!delimiter.last()) {
        if (parts.size() == MOST_PARTS) {
          throw malformed("it has more than %d parts".formatted(MOST_PARTS));
        }
        int start = endOfHeaders(delimiter.end());
        // The empty line behind the headers may be the one that the next delimiter begins with.
        Delimiter following = next(start - LINE_END.length);
        FormPart part = part(delimiter.end(), start, Math.max(start, following.start()));
        if (!names.add(part.name())) {
          throw malformed("it has the field %s more than once".formatted(part.name()));
        }
        parts.add(part);
        delimiter = following;
      }
      return new MultipartForm(parts);
    }

    private Delimiter next(int from) throws Refusal {
      for (int start = from; start + LINE_END.length + dashes.length <= content.length; start++) {
        if (isLineEnd(start) && isAt(start + LINE_END.length, dashes)) {
          Optional<Delimiter> found = delimiter(start);
          if (found.isPresent()) {
            return found.get();
          }
        }
      }
      throw malformed("it ends before its last boundary");
    }

    /** What begins like the boundary and goes on otherwise is content. */
    private Optional<Delimiter> delimiter(int start) {
      int at = start + LINE_END.length + dashes.length;
      boolean last = isAt(at, new byte[] {'-', '-'});
      if (last) {
        at += 2;
      }
      while (at < content.length && (content[at] == ' ' || content[at] == '\t')) {
        at++;
      }
      if (last && at == content.length) {
        return Optional.of(new Delimiter(start, at, true));
      }
      return isAt(at, LINE_END)
          ? Optional.of(new Delimiter(start, at + LINE_END.length, last))
          : Optional.empty();
    }

    /** The form begins with a line, as if a line end stood before it. */
    private boolean isLineEnd(int at) {
      return at == -LINE_END.length || (at >= 0 && isAt(at, LINE_END));
    }

    private boolean isAt(int at, byte[] wanted) {
      if (at < 0 || at + wanted.length > content.length) {
        return false;
      }
      for (int i = 0; i < wanted.length; i++) {
        if (content[at + i] != wanted[i]) {
          return false;
        }
      }
      return true;
    }

    /** Behind the empty line that ends the headers which begin at {@code start}. */
    private int endOfHeaders(int start) throws Refusal {
      int line = start;
      for (int at = start; at < content.length && at - start <= LONGEST_HEADERS; at++) {
        if (isAt(at, LINE_END)) {
          if (at == line) {
            return at + LINE_END.length;
          }
          line = at + LINE_END.length;
        }
      }
      throw malformed(
          "the headers of a part have no end within %,d bytes".formatted(LONGEST_HEADERS));
    }

    private FormPart part(int headersStart, int start, int end) throws Refusal {
      Optional<String> disposition = Optional.empty();
      Optional<String> contentType = Optional.empty();
      String headers = utf8(headersStart, start);
      for (String line : headers.lines().toList()) {
        int colon = line.indexOf(':');
        if (colon < 0) {
          continue;
        }
        String value = line.substring(colon + 1).strip();
        switch (line.substring(0, colon).strip().toLowerCase(Locale.ROOT)) {
          case "content-disposition" -> disposition = Optional.of(value);
          case "content-type" -> contentType = Optional.of(value);
          default -> {
            // RFC 7578, section 4.8: others have no meaning.
          }
        }
      }
      HeaderValue field =
          disposition
              .flatMap(HeaderValue::parse)
              .filter(value -> value.value().equals("form-data"))
              .orElseThrow(() -> malformed("a part has no Content-Disposition of form-data"));
      String name =
          field
              .parameter("name")
              .map(MultipartForm::unescaped)
              .orElseThrow(() -> malformed("a part has no name"));
      return new FormPart(
          name,
          field.parameter("filename").map(MultipartForm::unescaped),
          contentType,
          content,
          start,
          end - start);
    }

    private String utf8(int start, int end) throws Refusal {
      try {
        return StandardCharsets.UTF_8
            .newDecoder()
            .decode(ByteBuffer.wrap(content, start, end - start))
            .toString();
      } catch (CharacterCodingException notUtf8) {
        throw malformed("the headers of a part are not UTF-8 text");
      }
    }
  }

  /**
   * Browsers escape just these
   * (https://html.spec.whatwg.org/multipage/form-control-infrastructure.html).
   */
  private static String unescaped(String text) {
    return text.replace("%22", "\"").replace("%0D", "\r").replace("%0A", "\n");
  }
}
