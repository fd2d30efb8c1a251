package dev.mediajobs.local.polly;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The languages of the service. */
final class Languages {

  private static final Map<String, String> NAMES =
      Map.ofEntries(
          Map.entry("arb", "Arabic"),
          Map.entry("ar-AE", "Gulf Arabic"),
          Map.entry("ca-ES", "Catalan"),
          Map.entry("cmn-CN", "Chinese Mandarin"),
          Map.entry("cs-CZ", "Czech"),
          Map.entry("cy-GB", "Welsh"),
          Map.entry("da-DK", "Danish"),
          Map.entry("de-AT", "German"),
          Map.entry("de-CH", "Swiss Standard German"),
          Map.entry("de-DE", "German"),
          Map.entry("en-AU", "Australian English"),
          Map.entry("en-GB", "British English"),
          Map.entry("en-GB-WLS", "Welsh English"),
          Map.entry("en-IE", "Irish English"),
          Map.entry("en-IN", "Indian English"),
          Map.entry("en-NZ", "New Zealand English"),
          Map.entry("en-SG", "Singapore English"),
          Map.entry("en-US", "US English"),
          Map.entry("en-ZA", "South African English"),
          Map.entry("es-ES", "Castilian Spanish"),
          Map.entry("es-MX", "Mexican Spanish"),
          Map.entry("es-US", "US Spanish"),
          Map.entry("fi-FI", "Finnish"),
          Map.entry("fr-BE", "Belgian French"),
          Map.entry("fr-CA", "Canadian French"),
          Map.entry("fr-FR", "French"),
          Map.entry("hi-IN", "Hindi"),
          Map.entry("is-IS", "Icelandic"),
          Map.entry("it-IT", "Italian"),
          Map.entry("ja-JP", "Japanese"),
          Map.entry("ko-KR", "Korean"),
          Map.entry("nb-NO", "Norwegian"),
          Map.entry("nl-BE", "Belgian Dutch"),
          Map.entry("nl-NL", "Dutch"),
          Map.entry("pl-PL", "Polish"),
          Map.entry("pt-BR", "Brazilian Portuguese"),
          Map.entry("pt-PT", "Portuguese"),
          Map.entry("ro-RO", "Romanian"),
          Map.entry("ru-RU", "Russian"),
          Map.entry("sv-SE", "Swedish"),
          Map.entry("tr-TR", "Turkish"),
          Map.entry("yue-CN", "Cantonese"));

  private Languages() {}

  /** All codes, in order of the alphabet. */
  static List<String> codes() {
    return NAMES.keySet().stream().sorted().toList();
  }

  /** The code itself, if there is such a language. */
  static Optional<String> code(String code) {
    return NAMES.containsKey(code) ? Optional.of(code) : Optional.empty();
  }

  /**
   * The name for people.
   *
   * @throws IllegalArgumentException if there is no such language
   */
  static String name(String code) {
    return Optional.ofNullable(NAMES.get(code))
        .orElseThrow(() -> new IllegalArgumentException("There is no language " + code));
  }

  static boolean isEnglish(String code) {
    return code.startsWith("en-");
  }
}
