package dev.mediajobs.local.cli.client;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;

/**
 * What an error answer says: problem details (RFC 9457) with this API's {@code code} and {@code
 * errors}, the bare {@code message} that API Gateway itself answers with, or the error of a token
 * endpoint (RFC 6749).
 *
 * @param code a stable word for programs
 * @param message for people
 */
record Problem(String code, String message) {

  static Problem of(Answer answer) {
    JsonNode body = answer.body();
    String code =
        Answer.optionalText(body, "code")
            .or(() -> Answer.optionalText(body, "error"))
            .orElseGet(() -> "http_" + answer.status());
    String message =
        Answer.optionalText(body, "detail")
            .or(() -> Answer.optionalText(body, "title"))
            .or(() -> Answer.optionalText(body, "message"))
            .or(() -> Answer.optionalText(body, "error_description"))
            .map(text -> text + fields(body, text))
            .orElseGet(() -> "the endpoint answered with HTTP status " + answer.status());
    return new Problem(code, message);
  }

  /** Field errors that the message itself does not already tell. */
  private static String fields(JsonNode body, String told) {
    List<String> parts = new ArrayList<>();
    for (JsonNode error : body.path("errors")) {
      Answer.optionalText(error, "detail")
          .filter(detail -> !told.contains(detail))
          .map(
              detail ->
                  Answer.optionalText(error, "field").map(field -> field + " ").orElse("") + detail)
          .ifPresent(parts::add);
    }
    return parts.isEmpty() ? "" : " (" + String.join("; ", parts) + ")";
  }
}
