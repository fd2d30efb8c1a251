package dev.mediajobs.speech;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The voices of one engine, as far as they are known without asking it: enough to refuse a script
 * at once that it can't speak. The engine itself may still refuse what passes here.
 */
public final class KnownVoices {

  /** How many voices are named to somebody who named one that does not exist. */
  private static final int MOST_TOLD = 5;

  private static final Pattern COMMA = Pattern.compile(",");

  /** The languages that each voice speaks; none for one that speaks whatever it is given. */
  private final Map<String, List<String>> languages;

  private KnownVoices(Map<String, List<String>> languages) {
    this.languages = Collections.unmodifiableMap(languages);
  }

  /** Amazon Polly's. The table is read once, when it is first asked for. */
  private static final class Polly {
    private static final Map<String, List<String>> VOICES = read();

    private static Map<String, List<String>> read() {
      try (InputStream table =
          Objects.requireNonNull(KnownVoices.class.getResourceAsStream("polly-voices.txt"))) {
        Map<String, List<String>> voices = new TreeMap<>();
        new String(table.readAllBytes(), StandardCharsets.UTF_8)
            .lines()
            .filter(line -> !line.startsWith("#"))
            .map(line -> List.of(line.split(" ", -1)))
            .forEach(words -> voices.put(words.getFirst(), words.subList(1, words.size())));
        return voices;
      } catch (IOException e) {
        throw new UncheckedIOException("the table of voices can't be read", e);
      }
    }
  }

  /**
   * Those of Amazon Polly.
   *
   * @param more names of voices that it has got since the table here was written
   */
  public static KnownVoices ofPolly(Collection<String> more) {
    Map<String, List<String>> voices = new TreeMap<>(Polly.VOICES);
    more.forEach(name -> voices.putIfAbsent(name, List.of()));
    return new KnownVoices(voices);
  }

  /** Those of an engine whose voices all speak whatever they are given. */
  public static KnownVoices of(Collection<String> names) {
    Map<String, List<String>> voices = new TreeMap<>();
    names.forEach(name -> voices.put(name, List.of()));
    return new KnownVoices(voices);
  }

  /** The names in a text that separates them by commas; blank ones are left out. */
  public static Set<String> names(String list) {
    return COMMA
        .splitAsStream(list)
        .map(String::strip)
        .filter(name -> !name.isEmpty())
        .collect(Collectors.toCollection(LinkedHashSet::new));
  }

  /** The languages of each voice by its name, the voice's own first. */
  public Map<String, List<String>> languages() {
    return languages;
  }

  /**
   * What keeps the roles of a script from being spoken: a voice that does not exist, or that does
   * not speak the script's language. Each role that has a turn is told once, in the order of the
   * turns.
   */
  public List<ScriptProblem> problemsOf(Script script) {
    Map<String, Integer> firstTurns = new LinkedHashMap<>();
    for (int index = 0; index < script.turns().size(); index++) {
      firstTurns.putIfAbsent(script.turns().get(index).role(), index);
    }
    return firstTurns.entrySet().stream()
        .flatMap(role -> problem(script, role.getKey(), role.getValue()).stream())
        .toList();
  }

  private Optional<ScriptProblem> problem(Script script, String role, int turn) {
    String voice = script.voiceOf(script.turns().get(turn));
    List<String> spoken = languages.get(voice);
    String wrong;
    if (spoken == null) {
      wrong = "is %s, which is no voice of %s".formatted(voice, script.provider());
    } else if (script.language().filter(tag -> !Languages.include(spoken, tag)).isPresent()) {
      wrong =
          "is %s, which speaks %s and not %s"
              .formatted(voice, String.join(" and ", spoken), script.language().get());
    } else {
      return Optional.empty();
    }
    return Optional.of(
        new ScriptProblem(
            "voice_assignments." + role,
            "%s, so turns[%d] can't be spoken; %s"
                .formatted(wrong, turn, advice(voice, script.language()))));
  }

  /** Voices that would do, of which one that differs in its letters' case only comes first. */
  private String advice(String wrong, Optional<String> language) {
    List<String> fit =
        languages.entrySet().stream()
            .filter(
                voice -> language.isEmpty() || Languages.include(voice.getValue(), language.get()))
            .map(Map.Entry::getKey)
            .toList();
    if (fit.isEmpty()) {
      return "no voice speaks this language";
    }
    List<String> told =
        Stream.concat(fit.stream().filter(wrong::equalsIgnoreCase), fit.stream())
            .distinct()
            .limit(MOST_TOLD)
            .toList();
    return (told.size() < fit.size() ? "there are, among others, " : "there are ")
        + String.join(", ", told);
  }
}
