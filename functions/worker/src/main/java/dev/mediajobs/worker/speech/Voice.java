package dev.mediajobs.worker.speech;

import dev.mediajobs.speech.Delivery;
import dev.mediajobs.speech.Languages;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * One voice of an engine.
 *
 * @param id by which scripts name it
 * @param engine the variant of the engine that speaks with it, such as {@code neural}
 * @param languages BCP 47 tags of what it speaks, its own first; empty for a voice that speaks
 *     whatever it is given
 * @param abilities what of a {@link Delivery} it follows
 * @param styles the styles it has; empty for any, if style is among its abilities
 */
public record Voice(
    String id, String engine, List<String> languages, Set<Ability> abilities, Set<String> styles) {

  /** What of a {@link Delivery} a voice may follow. */
  public enum Ability {
    /** Faster and slower. */
    RATE,
    /** Higher and lower. */
    PITCH,
    /** A manner of speaking. */
    STYLE
  }

  /** Keeps copies. */
  public Voice {
    languages = List.copyOf(languages);
    abilities = Set.copyOf(abilities);
    styles = Set.copyOf(styles);
  }

  /** Whether this is a language of the voice's, whatever the country. */
  boolean speaks(String language) {
    return Languages.include(languages, language);
  }

  /** What of a delivery this voice can't follow, in the order of {@link Ability}. */
  Set<Ability> lacking(Delivery wish) {
    Set<Ability> lacking = EnumSet.noneOf(Ability.class);
    if (wish.rate() != Delivery.PLAIN.rate() && !abilities.contains(Ability.RATE)) {
      lacking.add(Ability.RATE);
    }
    if (wish.pitch() != Delivery.PLAIN.pitch() && !abilities.contains(Ability.PITCH)) {
      lacking.add(Ability.PITCH);
    }
    if (wish.style().isPresent() && !hasStyle(wish.style().get())) {
      lacking.add(Ability.STYLE);
    }
    return lacking;
  }

  /** The delivery as far as this voice can follow it. */
  Delivery within(Delivery wish) {
    Delivery possible = wish;
    for (Ability lacking : lacking(wish)) {
      possible =
          switch (lacking) {
            case RATE -> possible.withoutRate();
            case PITCH -> possible.withoutPitch();
            case STYLE -> possible.withoutStyle();
          };
    }
    return possible;
  }

  private boolean hasStyle(String style) {
    return abilities.contains(Ability.STYLE) && (styles.isEmpty() || styles.contains(style));
  }
}
