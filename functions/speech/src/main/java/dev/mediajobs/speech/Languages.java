package dev.mediajobs.speech;

import java.util.Collection;
import java.util.Locale;

/** Languages as their tags name them (BCP 47). */
public final class Languages {

  private Languages() {}

  /**
   * Whether a language is among these, whatever the country.
   *
   * @param spoken tags of languages; none of them for a voice that speaks whatever it is given
   */
  public static boolean include(Collection<String> spoken, String wanted) {
    return spoken.isEmpty()
        || spoken.stream().anyMatch(tag -> primary(tag).equals(primary(wanted)));
  }

  private static String primary(String tag) {
    return Locale.forLanguageTag(tag).getLanguage();
  }
}
