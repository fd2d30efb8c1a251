package dev.mediajobs.local.cli.client;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.net.URI;
import java.net.http.HttpHeaders;
import java.util.Optional;

/**
 * What an endpoint answered: status, headers, and its body as JSON (missing when it is not JSON).
 */
record Answer(URI asked, int status, HttpHeaders headers, JsonNode body) {
  private static final ObjectMapper JSON = new ObjectMapper();

  static Answer of(URI asked, int status, HttpHeaders headers, String text) {
    return new Answer(asked, status, headers, parse(text));
  }

  private static JsonNode parse(String text) {
    try {
      return JSON.readTree(text);
    } catch (JsonProcessingException notJson) {
      return MissingNode.getInstance();
    }
  }

  boolean succeeded() {
    return status >= 200 && status < 300;
  }

  /** The text of this field, which an endpoint of ours always gives. */
  String text(JsonNode owner, String field) {
    return optionalText(owner, field).orElseThrow(() -> senseless("no \"" + field + "\""));
  }

  static Optional<String> optionalText(JsonNode owner, String field) {
    JsonNode value = owner.path(field);
    return value.isTextual() && !value.textValue().isEmpty()
        ? Optional.of(value.textValue())
        : Optional.empty();
  }

  /** This field as a URL that can be fetched. */
  URI url(JsonNode owner, String field) {
    return httpUrl(text(owner, field))
        .orElseThrow(() -> senseless("a \"" + field + "\" that is no HTTP address"));
  }

  static Optional<URI> httpUrl(String text) {
    try {
      URI url = new URI(text);
      boolean http =
          "http".equalsIgnoreCase(url.getScheme()) || "https".equalsIgnoreCase(url.getScheme());
      return http && url.getHost() != null ? Optional.of(url) : Optional.empty();
    } catch (java.net.URISyntaxException notAnAddress) {
      return Optional.empty();
    }
  }

  /** Complains about an answer that no endpoint of ours would give. */
  ApiException.Unavailable senseless(String what) {
    return new ApiException.Unavailable(
        "unexpected_answer",
        "%s does not answer as the Mediajobs API does (%s); check the endpoint"
            .formatted(origin(), what));
  }

  private String origin() {
    return Origins.of(asked);
  }
}
