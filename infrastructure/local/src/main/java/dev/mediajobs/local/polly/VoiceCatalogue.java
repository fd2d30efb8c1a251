package dev.mediajobs.local.polly;

import dev.mediajobs.local.voice.Manner;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;

/** The voices of the service, from the table voices.txt beside this class. */
final class VoiceCatalogue {

  private static final Pattern SPACES = Pattern.compile(" +");
  private static final Pattern COMMA = Pattern.compile(",");
  private static final Pattern SLASH = Pattern.compile("/");
  private static final String NONE = "-";
  private static final int COLUMNS = 7;

  private final Map<String, PollyVoice> voices = new LinkedHashMap<>();

  private VoiceCatalogue() {}

  /**
   * Reads the table.
   *
   * @throws IllegalStateException if a line of it makes no sense
   */
  static VoiceCatalogue read() {
    VoiceCatalogue catalogue = new VoiceCatalogue();
    table()
        .lines()
        .filter(line -> !line.startsWith("#"))
        .map(VoiceCatalogue::voice)
        .forEach(voice -> catalogue.voices.put(voice.id(), voice));
    return catalogue;
  }

  private static String table() {
    try (InputStream table =
        Objects.requireNonNull(VoiceCatalogue.class.getResourceAsStream("voices.txt"))) {
      return new String(table.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException("The table of voices can't be read", e);
    }
  }

  private static PollyVoice voice(String line) {
    String[] columns = SPACES.split(line, COLUMNS);
    if (columns.length != COLUMNS) {
      throw new IllegalStateException("Not a line of voices.txt: " + line);
    }
    return new PollyVoice(
        columns[0],
        columns[1],
        columns[2],
        Languages.code(columns[3]).orElseThrow(() -> new IllegalStateException(line)),
        columns[4].equals(NONE) ? List.of() : List.of(columns[4]),
        Arrays.stream(COMMA.split(columns[5], -1))
            .map(id -> Engine.of(id).orElseThrow(() -> new IllegalStateException(line)))
            .toList(),
        columns[6].equals(NONE) ? Optional.empty() : Optional.of(manner(columns[6])));
  }

  private static Manner manner(String column) {
    String[] numbers = SLASH.split(column, 3);
    return new Manner(
        Float.parseFloat(numbers[0]), Float.parseFloat(numbers[1]), Float.parseFloat(numbers[2]));
  }

  /** All voices, in order of their ids. */
  List<PollyVoice> all() {
    return List.copyOf(voices.values());
  }

  Optional<PollyVoice> find(String id) {
    return Optional.ofNullable(voices.get(id));
  }

  List<String> ids() {
    return List.copyOf(voices.keySet());
  }
}
