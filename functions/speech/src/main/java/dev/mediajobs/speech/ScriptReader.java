package dev.mediajobs.speech;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Reads scripts from JSON and tells everything that is wrong with one at once. A member that is
 * null counts as absent; one that is not known is wrong, for a wish that is not heard is worse than
 * one that is refused.
 *
 * <p>A script of several roles:
 *
 * <pre>{@code
 * {"provider": "polly", "language": "en-US", "output_format": "mp3",
 *  "voice_assignments": {"Anna": "Joanna", "Ben": "Matthew"},
 *  "turns": [{"role": "Anna", "text": "Good morning!", "rate": 1.1, "pitch": 2, "style": "news", "pause_after_ms": 300},
 *            {"role": "Ben", "text": "Is it?"}]}
 * }</pre>
 *
 * <p>A script of one:
 *
 * <pre>{@code
 * {"provider": "polly", "voice": "Joanna", "text": "Good morning!", "rate": 1.1}
 * }</pre>
 *
 * Only {@code provider}, the text and the voices must be there; the format is MP3 unless said.
 */
public final class ScriptReader {
  private final Problems problems = new Problems();
  private final JsonReading json;

  private Optional<String> provider = Optional.empty();
  private Optional<String> language = Optional.empty();
  private AudioFormat format = AudioFormat.MP3;

  private ScriptReader(JsonParser parser) {
    this.json = new JsonReading(parser, problems);
  }

  /**
   * A script of several roles.
   *
   * @param text as UTF-8; not closed
   * @throws InvalidScriptException when it is not JSON or breaks a rule
   * @throws IOException when the stream fails
   */
  public static Script severalRoles(InputStream text) throws InvalidScriptException, IOException {
    return read(JsonReading.FACTORY.createParser(text), ScriptReader::severalRoles);
  }

  /** The same from a string. */
  public static Script severalRoles(String text) throws InvalidScriptException, IOException {
    return read(
        JsonReading.FACTORY.createParser(new StringReader(text)), ScriptReader::severalRoles);
  }

  /**
   * A script of one role, which is called {@link Script#ONLY_ROLE}.
   *
   * @param text as UTF-8; not closed
   * @throws InvalidScriptException when it is not JSON or breaks a rule
   * @throws IOException when the stream fails
   */
  public static Script oneRole(InputStream text) throws InvalidScriptException, IOException {
    return read(JsonReading.FACTORY.createParser(text), ScriptReader::oneRole);
  }

  /** The same from a string. */
  public static Script oneRole(String text) throws InvalidScriptException, IOException {
    return read(JsonReading.FACTORY.createParser(new StringReader(text)), ScriptReader::oneRole);
  }

  @FunctionalInterface
  private interface Form {
    Optional<Script> read(ScriptReader reader) throws IOException;
  }

  private static Script read(JsonParser unclosed, Form form)
      throws InvalidScriptException, IOException {
    try (JsonParser parser = unclosed) {
      parser.disable(JsonParser.Feature.AUTO_CLOSE_SOURCE);
      ScriptReader reader = new ScriptReader(parser);
      Optional<Script> script = Optional.empty();
      try {
        if (parser.nextToken() == JsonToken.START_OBJECT) {
          script = form.read(reader);
          if (parser.nextToken() != null) {
            reader.problems.add("", "must be one JSON object; something follows it");
          }
        } else {
          reader.problems.add("", "must be a JSON object, {…}");
        }
      } catch (JacksonException e) {
        reader.problems.add("", malformed(e));
      }
      if (script.isEmpty() || !reader.problems.none()) {
        throw reader.problems.exception();
      }
      return script.get();
    }
  }

  private Optional<Script> severalRoles() throws IOException {
    Map<String, String> voices = new LinkedHashMap<>();
    Roles roles = new Roles();
    Turns turns = new Turns(roles);
    Map<String, JsonReading.Member> members = general();
    members.put("voice_assignments", field -> readVoices(field, voices));
    members.put("turns", turns::read);
    json.object("", "", members);
    problems.passes("turns", Rules.turns(turns.count));
    problems.passes("turns", Rules.allText(turns.bytes));
    problems.passes("voice_assignments", Rules.assignments(voices.size()));
    roles.checkAgainst(voices);
    return finished(turns.right, voices);
  }

  private Optional<Script> oneRole() throws IOException {
    TurnFields turn = new TurnFields(json, problems, "");
    Map<String, String> voices = new LinkedHashMap<>();
    Map<String, JsonReading.Member> members = general();
    members.put(
        "voice",
        field ->
            json.string(field)
                .filter(voice -> problems.passes(field, Rules.name(voice)))
                .ifPresent(voice -> voices.put(Script.ONLY_ROLE, voice)));
    members.putAll(turn.ofOneRole());
    json.object("", "", members);
    if (voices.isEmpty()) {
      problems.addMissing("voice");
    }
    return finished(turn.of(Script.ONLY_ROLE).stream().toList(), voices);
  }

  private Map<String, JsonReading.Member> general() {
    Map<String, JsonReading.Member> members = new LinkedHashMap<>();
    members.put(
        "provider",
        field ->
            provider =
                json.string(field).filter(name -> problems.passes(field, Rules.provider(name))));
    members.put(
        "language",
        field ->
            language =
                json.string(field).filter(tag -> problems.passes(field, Rules.language(tag))));
    members.put(
        "output_format", field -> json.string(field).ifPresent(name -> readFormat(field, name)));
    return members;
  }

  private void readFormat(String field, String name) {
    Optional<AudioFormat> known = AudioFormat.of(name);
    if (known.isEmpty()) {
      problems.add(field, "must be mp3 or wav");
    }
    format = known.orElse(format);
  }

  private void readVoices(String field, Map<String, String> voices) throws IOException {
    json.map(
        field,
        (role, where) -> {
          boolean named = problems.passes(where, Rules.name(role));
          json.string(where)
              .filter(voice -> problems.passes(where, Rules.name(voice)))
              // One more than may be, to see that there is more.
              .filter(_ -> named && voices.size() <= Rules.MOST_ASSIGNMENTS)
              .ifPresent(voice -> voices.put(role, voice));
        });
  }

  private Optional<Script> finished(List<Turn> turns, Map<String, String> voices) {
    if (provider.isEmpty()) {
      problems.addMissing("provider");
    }
    return problems.none()
        ? Optional.of(new Script(provider.orElseThrow(), language, turns, voices, format))
        : Optional.empty();
  }

  private static String malformed(JacksonException e) {
    if (e instanceof StreamConstraintsException) {
      return "must be shorter: the whole, a string, a name or a number in it is too long, or it is nested too deeply";
    }
    String problem =
        String.valueOf(e.getOriginalMessage()).startsWith("Duplicate")
            ? "names a member twice"
            : "is not valid JSON";
    return e.getLocation() == null
        ? problem
        : "%s: look at line %d, column %d"
            .formatted(problem, e.getLocation().getLineNr(), e.getLocation().getColumnNr());
  }

  /** The list of turns; of one that is too long, no more is kept than is allowed. */
  private final class Turns {
    private final Roles roles;
    private final List<Turn> right = new ArrayList<>();
    private long bytes;
    private int count;

    private Turns(Roles roles) {
      this.roles = roles;
    }

    void read(String field) throws IOException {
      count =
          json.list(
              field,
              (number, where) -> {
                if (Integer.parseInt(number) < Rules.MOST_TURNS && bytes <= Rules.MOST_BYTES) {
                  readTurn(where);
                } else {
                  json.skip();
                }
              });
    }

    private void readTurn(String where) throws IOException {
      TurnFields fields = new TurnFields(json, problems, where + ".");
      if (!json.isObject()) {
        problems.add(where, "must be an object, {…}");
        json.skip();
        return;
      }
      json.object(where, where + ".", fields.ofSeveralRoles());
      bytes += fields.bytes();
      Optional<String> role = fields.role();
      role.ifPresent(name -> roles.speaks(name, where));
      fields.of(role.orElse(Script.ONLY_ROLE)).ifPresent(right::add);
    }
  }

  /** Who speaks where first. */
  private final class Roles {
    private final Map<String, String> firstTurns = new LinkedHashMap<>();

    void speaks(String role, String where) {
      firstTurns.putIfAbsent(role, where);
    }

    void checkAgainst(Map<String, String> voices) {
      firstTurns.forEach(
          (role, where) -> {
            if (!voices.containsKey(role)) {
              problems.add(
                  where + ".role",
                  "is %s, which has no voice in voice_assignments".formatted(role));
            }
          });
    }
  }
}
