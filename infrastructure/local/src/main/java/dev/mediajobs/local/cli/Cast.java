package dev.mediajobs.local.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Gives the roles of a script their voices. */
final class Cast {
  /** What a script of one text calls its only role. */
  private static final String ONLY_ROLE = "speaker";

  private static final String ASSIGNMENTS = "voice_assignments";
  private static final String VOICE = "voice";
  private static final String POLLY = "polly";

  /** English voices of Polly that are easily told apart, on the local stack too. */
  private static final List<String> USUAL =
      List.of("Joanna", "Matthew", "Amy", "Brian", "Ruth", "Stephen", "Kimberly", "Joey");

  private Cast() {}

  /**
   * Sets the voices that were asked for; with Polly, roles that have none then get one of the usual
   * ones, as long as there are enough.
   *
   * @param script whose provider is set
   * @param voices by role
   */
  static void assign(ObjectNode script, Map<String, String> voices) {
    if (!script.has("turns")) {
      if (voices.containsKey(ONLY_ROLE)) {
        script.put(VOICE, voices.get(ONLY_ROLE));
      }
      if (isPolly(script) && !script.has(VOICE)) {
        script.put(VOICE, USUAL.getFirst());
      }
      return;
    }
    if (script.path(ASSIGNMENTS).isMissingNode()) {
      script.putObject(ASSIGNMENTS);
    }
    if (script.path(ASSIGNMENTS) instanceof ObjectNode assigned) {
      voices.forEach(assigned::put);
      if (isPolly(script)) {
        assignUsual(script, assigned);
      }
    }
  }

  private static void assignUsual(ObjectNode script, ObjectNode assigned) {
    List<String> free = new ArrayList<>(USUAL);
    assigned.forEach(voice -> free.remove(voice.asText()));
    for (String role : roles(script)) {
      if (!assigned.has(role) && !free.isEmpty()) {
        assigned.put(role, free.removeFirst());
      }
    }
  }

  private static Set<String> roles(ObjectNode script) {
    Set<String> roles = new LinkedHashSet<>();
    for (JsonNode turn : script.path("turns")) {
      if (turn.path("role").isTextual()) {
        roles.add(turn.path("role").textValue());
      }
    }
    return roles;
  }

  private static boolean isPolly(ObjectNode script) {
    return script.path("provider").asText().equals(POLLY);
  }
}
