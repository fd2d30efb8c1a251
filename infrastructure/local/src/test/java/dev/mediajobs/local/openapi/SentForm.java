package dev.mediajobs.local.openapi;

import com.google.common.base.Splitter;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * A form of several parts (RFC 7578) that was sent, as the object that documents describe it as: a
 * file is the text of its bytes.
 */
final class SentForm {

  /** The media type of such a form. */
  static final String TYPE = "multipart/form-data";

  private static final Pattern BOUNDARY = Pattern.compile("boundary=\"?([^\";]+)\"?");
  private static final Pattern NAME = Pattern.compile("[ ;]name=\"([^\"]*)\"");
  private static final Pattern FILENAME = Pattern.compile("[ ;]filename=\"");
  private static final String LINE_END = "\r\n";

  private SentForm() {}

  /**
   * Takes the form apart.
   *
   * @param contentType names the boundary
   * @param body each byte of the form as one character
   * @throws IllegalArgumentException when it is no such form
   */
  static ObjectNode read(String contentType, String body) {
    Matcher boundary = BOUNDARY.matcher(contentType);
    if (!boundary.find()) {
      throw new IllegalArgumentException("the form has no boundary");
    }
    String delimiter = LINE_END + "--" + boundary.group(1);
    ObjectNode form = JsonNodeFactory.instance.objectNode();
    Splitter.on(delimiter)
        .splitToStream(LINE_END + body)
        .skip(1)
        .takeWhile(part -> !part.startsWith("--"))
        .forEach(part -> add(part, form));
    return form;
  }

  private static void add(String part, ObjectNode form) {
    int end = part.indexOf(LINE_END + LINE_END);
    String headers = part.substring(0, end);
    String content = part.substring(end + 2 * LINE_END.length());
    Optional<String> name =
        NAME.matcher(headers).results().map(found -> found.group(1)).findFirst();
    boolean file = FILENAME.matcher(headers).find();
    form.put(
        name.orElseThrow(() -> new IllegalArgumentException("a part has no name")),
        file
            ? content
            : new String(content.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8));
  }
}
