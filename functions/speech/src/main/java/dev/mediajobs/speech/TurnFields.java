package dev.mediajobs.speech;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** The fields of one turn as they are read, right or wrong. */
final class TurnFields {
  private final JsonReading json;
  private final Problems problems;
  private final String prefix;

  private Optional<String> role = Optional.empty();
  private Optional<String> text = Optional.empty();
  private Optional<String> style = Optional.empty();
  private Optional<Duration> pause = Optional.empty();
  private double rate = 1;
  private double pitch;

  /**
   * A turn of which nothing was read yet.
   *
   * @param prefix of its fields' paths
   */
  TurnFields(JsonReading json, Problems problems, String prefix) {
    this.json = json;
    this.problems = problems;
    this.prefix = prefix;
  }

  /** What a turn of several roles has. */
  Map<String, JsonReading.Member> ofSeveralRoles() {
    Map<String, JsonReading.Member> members = new LinkedHashMap<>();
    members.put("role", field -> role = json.string(field));
    members.putAll(ofOneRole());
    members.put(
        "pause_after_ms",
        field ->
            json.number(field)
                .ifPresent(
                    number -> {
                      Optional<Duration> given = milliseconds(number);
                      if (given.isEmpty()) {
                        problems.passes(field, Rules.pause(Duration.ofNanos(-1)));
                      }
                      pause = given;
                    }));
    return members;
  }

  /** What the only turn of a script has. */
  Map<String, JsonReading.Member> ofOneRole() {
    Map<String, JsonReading.Member> members = new LinkedHashMap<>();
    members.put("text", field -> text = json.string(field));
    members.put(
        "rate",
        field ->
            json.number(field)
                .ifPresent(
                    number -> rate = problems.passes(field, Rules.rate(number)) ? number : rate));
    members.put(
        "pitch",
        field ->
            json.number(field)
                .ifPresent(
                    number ->
                        pitch = problems.passes(field, Rules.pitch(number)) ? number : pitch));
    members.put(
        "style",
        field ->
            style = json.string(field).filter(name -> problems.passes(field, Rules.style(name))));
    return members;
  }

  /** The role that was named, whether or not the rest is right; noted when it is missing. */
  Optional<String> role() {
    if (role.isEmpty()) {
      problems.addMissing(prefix + "role");
    }
    return role.filter(name -> problems.passes(prefix + "role", Rules.name(name)));
  }

  /** How many bytes the text takes in UTF-8. */
  long bytes() {
    return text.map(Rules::bytes).orElse(0L);
  }

  /** The turn of a role; empty, and noted why, when its text is wrong. */
  Optional<Turn> of(String speaker) {
    if (text.isEmpty()) {
      problems.addMissing(prefix + "text");
    }
    return text.filter(said -> problems.passes(prefix + "text", Rules.text(said)))
        .map(said -> new Turn(speaker, said, new Delivery(rate, pitch, style), pause));
  }

  private static Optional<Duration> milliseconds(double number) {
    boolean fits =
        number == Math.rint(number) && Math.abs(number) <= Rules.LONGEST_PAUSE.toMillis();
    return Optional.of(number)
        .filter(_ -> fits)
        .map(value -> Duration.ofMillis(value.longValue()))
        .filter(value -> Rules.pause(value).isEmpty());
  }
}
