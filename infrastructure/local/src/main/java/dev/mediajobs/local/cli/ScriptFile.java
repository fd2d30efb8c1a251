package dev.mediajobs.local.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.mediajobs.local.cli.client.Failures;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A script in a file, as the API takes it: JSON when its first character is a brace, else lines of
 * names and words.
 */
final class ScriptFile {
  /** What the API itself takes at most. */
  private static final long MOST_BYTES = 4L * 1024 * 1024;

  private static final String BYTE_ORDER_MARK = "\uFEFF";
  private static final ObjectMapper JSON = new ObjectMapper();

  private ScriptFile() {}

  /**
   * Reads the file.
   *
   * @return a body that the API may still refuse
   * @throws CommandFailure if it can't be read, or is neither JSON nor lines of names and words
   */
  static ObjectNode read(Path path) {
    String text = text(path);
    String script =
        text.startsWith(BYTE_ORDER_MARK) ? text.substring(BYTE_ORDER_MARK.length()) : text;
    if (script.isBlank()) {
      throw refused("script_empty", path, "nobody says anything in this file");
    }
    if (!script.stripLeading().startsWith("{")) {
      try {
        return ScriptLines.read(script);
      } catch (ScriptLines.MisreadException e) {
        throw refused("script_unreadable", path, e.problem());
      }
    }
    try {
      JsonNode body = JSON.readTree(script);
      if (body instanceof ObjectNode object) {
        return object;
      }
      throw refused("script_unreadable", path, "this is no JSON object");
    } catch (JsonProcessingException e) {
      throw refused(
          "script_unreadable",
          path,
          "this is no valid JSON: look at line %d, column %d"
              .formatted(e.getLocation().getLineNr(), e.getLocation().getColumnNr()));
    }
  }

  private static String text(Path path) {
    if (!Files.exists(path)) {
      throw refused("file_not_found", path, "there is no such file");
    }
    if (!Files.isRegularFile(path)) {
      throw refused("not_a_file", path, "this is not a regular file; name a script");
    }
    try {
      if (Files.size(path) > MOST_BYTES) {
        throw refused("script_too_large", path, "a script has at most 4 MiB");
      }
      return Files.readString(path, StandardCharsets.UTF_8);
    } catch (CharacterCodingException e) {
      throw refused("script_unreadable", path, "this is no text in UTF-8");
    } catch (IOException e) {
      throw refused("file_not_readable", path, Failures.reason(e));
    }
  }

  private static CommandFailure refused(String code, Path path, String why) {
    return new CommandFailure(ExitCode.INPUT_REFUSED, code, path + ": " + why);
  }
}
