package dev.mediajobs.local.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A script as people write it: {@code Name: words} begins a turn, and any other line goes on with
 * it, one that is indented in any case. Lines that begin with {@code #} are left out, and an empty
 * line within a turn is a pause as between paragraphs.
 */
final class ScriptLines {
  /** As long a name as the API takes. A colon within a word, as in an address, ends none. */
  private static final Pattern TURN = Pattern.compile("([^\\s:#][^:]{0,63}):(?:\\s+(.*))?");

  private final ArrayNode turns = JsonNodeFactory.instance.arrayNode();
  private Optional<String> role = Optional.empty();
  private StringBuilder words = new StringBuilder();
  private int begunAt;

  private ScriptLines() {}

  /** A line that can't be understood. */
  static final class MisreadException extends Exception {
    private static final long serialVersionUID = 1L;

    private final int line;
    private final String what;

    MisreadException(int line, String what) {
      super(what);
      this.line = line;
      this.what = what;
    }

    /** Where and what, to be read after the file's name. */
    String problem() {
      return "line %d %s".formatted(line, what);
    }
  }

  /**
   * Reads a script.
   *
   * @return an object with its {@code turns}
   * @throws MisreadException if somebody says nothing, or nobody is named
   */
  static ObjectNode read(String text) throws MisreadException {
    ScriptLines script = new ScriptLines();
    List<String> lines = text.lines().toList();
    for (int index = 0; index < lines.size(); index++) {
      script.read(lines.get(index), index + 1);
    }
    script.endTurn();
    return JsonNodeFactory.instance.objectNode().set("turns", script.turns);
  }

  private void read(String line, int number) throws MisreadException {
    if (line.startsWith("#")) {
      return;
    }
    Matcher turn = TURN.matcher(line);
    if (turn.matches()) {
      endTurn();
      role = Optional.of(turn.group(1).strip());
      begunAt = number;
      words.append(Optional.ofNullable(turn.group(2)).orElse("").strip());
    } else if (role.isPresent()) {
      words.append('\n').append(line.strip());
    } else if (!line.isBlank()) {
      throw new MisreadException(
          number, "begins with nobody's name; write 'Anna: Good morning.' or the API's JSON");
    }
  }

  private void endTurn() throws MisreadException {
    if (role.isPresent()) {
      String said = words.toString().strip();
      if (said.isEmpty()) {
        throw new MisreadException(begunAt, "names %s, who says nothing".formatted(role.get()));
      }
      turns.addObject().put("role", role.get()).put("text", said);
    }
    words = new StringBuilder();
  }
}
