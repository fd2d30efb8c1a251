package dev.mediajobs.worker.speech;

import dev.mediajobs.speech.Script;
import dev.mediajobs.speech.Turn;
import dev.mediajobs.worker.speech.Voice.Ability;
import java.util.Collections;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Which voice of an engine speaks which role of a script. */
final class Casting {
  private final Map<String, Voice> byRole;

  private Casting(Map<String, Voice> byRole) {
    this.byRole = byRole;
  }

  /**
   * The voices for all roles that speak.
   *
   * @throws SpeechException naming the first role whose voice does not exist or does not speak the
   *     script's language
   */
  static Casting of(Script script, List<Voice> voices) throws SpeechException {
    Map<String, Voice> byId = new HashMap<>();
    voices.forEach(voice -> byId.put(voice.id(), voice));
    Map<String, Voice> byRole = new HashMap<>();
    for (Turn turn : script.turns()) {
      if (!byRole.containsKey(turn.role())) {
        byRole.put(turn.role(), cast(script, turn, byId));
      }
    }
    return new Casting(byRole);
  }

  private static Voice cast(Script script, Turn turn, Map<String, Voice> byId)
      throws SpeechException {
    String field = "voice_assignments." + turn.role();
    String id = script.voiceOf(turn);
    Voice voice = byId.get(id);
    if (voice == null) {
      throw SpeechException.badInput(
          field,
          "is %s, which is no voice of %s".formatted(id, script.provider()),
          Optional.empty());
    }
    Optional<String> language = script.language();
    if (language.isPresent() && !voice.speaks(language.get())) {
      throw SpeechException.badInput(
          field,
          "is %s, which speaks %s and not %s"
              .formatted(id, String.join(" and ", voice.languages()), language.get()),
          Optional.empty());
    }
    return voice;
  }

  /** Who speaks a turn of this script. */
  Voice voiceOf(Turn turn) {
    Voice voice = byRole.get(turn.role());
    if (voice == null) {
      throw new IllegalArgumentException("That turn is not of this script");
    }
    return voice;
  }

  /** What turns wish and their voices can't do. */
  Set<Ability> notFollowed(Script script) {
    Set<Ability> all = EnumSet.noneOf(Ability.class);
    for (Turn turn : script.turns()) {
      all.addAll(voiceOf(turn).lacking(turn.delivery()));
    }
    return Collections.unmodifiableSet(all);
  }
}
