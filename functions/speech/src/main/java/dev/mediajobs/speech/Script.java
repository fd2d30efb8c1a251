package dev.mediajobs.speech;

import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Something to be spoken by one voice or several.
 *
 * @param provider the engine's name, such as {@code polly}; whether there is such an engine is for
 *     others to say
 * @param language BCP 47 tag of all that is said; empty for the voices' own
 * @param turns in the order they are spoken, 1 to 10,000, with at most 1 MiB of text (in UTF-8) in
 *     all
 * @param voices which of the engine's voices speaks a role; at most 100 roles, among them every one
 *     that has a turn
 * @param format of the audio
 */
public record Script(
    String provider,
    Optional<String> language,
    List<Turn> turns,
    Map<String, String> voices,
    AudioFormat format) {

  /** The silence between two turns of which the first does not say. */
  public static final Duration USUAL_PAUSE = Duration.ofMillis(500);

  /** The role of a script that has only one. */
  public static final String ONLY_ROLE = "speaker";

  /**
   * Checks what concerns more than one turn.
   *
   * @throws IllegalArgumentException when a bound is exceeded or a role has no voice
   */
  public Script {
    Rules.require("provider", Rules.provider(provider));
    language.ifPresent(tag -> Rules.require("language", Rules.language(tag)));
    turns = List.copyOf(turns);
    voices = Collections.unmodifiableMap(new LinkedHashMap<>(voices));
    Rules.require("turns", Rules.turns(turns.size()));
    Rules.require("turns", Rules.allText(bytesOf(turns)));
    Rules.require("voices", Rules.assignments(voices.size()));
    voices.forEach(
        (role, voice) -> {
          Rules.require("voices", Rules.name(role));
          Rules.require("voices", Rules.name(voice));
        });
    for (int index = 0; index < turns.size(); index++) {
      if (!voices.containsKey(turns.get(index).role())) {
        throw new IllegalArgumentException("turns[%d].role has no voice".formatted(index));
      }
    }
  }

  /** The voice that speaks a turn. */
  public String voiceOf(Turn turn) {
    String voice = voices.get(turn.role());
    if (voice == null) {
      throw new IllegalArgumentException("That turn is not of this script");
    }
    return voice;
  }

  /**
   * The silence after a turn, which counts from 0. None follows the last turn, unless it says so.
   */
  public Duration pauseAfter(int index) {
    Duration usual = index == turns.size() - 1 ? Duration.ZERO : USUAL_PAUSE;
    return turns.get(index).pauseAfter().orElse(usual);
  }

  private static long bytesOf(List<Turn> turns) {
    return turns.stream().mapToLong(turn -> Rules.bytes(turn.text())).sum();
  }
}
