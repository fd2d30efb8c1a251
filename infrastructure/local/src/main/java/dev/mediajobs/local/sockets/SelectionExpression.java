package dev.mediajobs.local.sockets;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.google.common.base.Splitter;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where a message names its route ("WebSocket API route selection expressions" in the API Gateway
 * guide).
 *
 * @param path the members of the message's JSON that lead to the name
 */
public record SelectionExpression(List<String> path) {

  private static final String PATH = "request\\.body((?:\\.[A-Za-z0-9_-]+)+)";
  private static final Pattern FORM =
      Pattern.compile("\\$" + PATH + "|\\$\\{" + PATH + "\\}", Pattern.CASE_INSENSITIVE);
  private static final JsonMapper JSON = new JsonMapper();

  /** Keeps a copy. */
  public SelectionExpression {
    path = List.copyOf(path);
  }

  /**
   * Reads one such as {@code $request.body.action}.
   *
   * @throws IllegalArgumentException when it is of another form
   */
  public static SelectionExpression of(String text) {
    Matcher matcher = FORM.matcher(text);
    if (!matcher.matches()) {
      throw new IllegalArgumentException(
          "only selection expressions such as $request.body.action are emulated here, not " + text);
    }
    String path = Optional.ofNullable(matcher.group(1)).orElse(matcher.group(2));
    return new SelectionExpression(Splitter.on('.').omitEmptyStrings().splitToList(path));
  }

  /** What {@code message} names; empty when it is no JSON or names nothing. */
  Optional<String> routeOf(String message) {
    JsonNode node;
    try {
      node = JSON.readTree(message);
    } catch (JsonProcessingException notJson) {
      return Optional.empty();
    }
    for (String member : path) {
      node = node.path(member);
    }
    return node.isValueNode() && !node.isNull() ? Optional.of(node.asText()) : Optional.empty();
  }
}
