package dev.mediajobs.local.transcribe;

import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.transcribe.model.LanguageCode;

/** How a job says in which language people speak. */
sealed interface LanguageChoice {

  /** The language in which the recogniser's model was trained. */
  String RECOGNISED = "en-US";

  /** The client knows the language. */
  record Given(String code) implements LanguageChoice {}

  /**
   * The service finds out the language.
   *
   * @param options the languages it may be; empty means any
   * @param several whether more than one may be spoken
   */
  record Identified(List<String> options, boolean several) implements LanguageChoice {}

  /**
   * The language in which the local recogniser hears the recording; empty if it can only be one
   * that the recogniser does not know.
   */
  default Optional<String> heard() {
    return switch (this) {
      case Given given -> Optional.of(given.code()).filter(LanguageChoice::english);
      case Identified(List<String> options, boolean _) when options.isEmpty() ->
          Optional.of(RECOGNISED);
      case Identified(List<String> options, boolean _) when options.contains(RECOGNISED) ->
          Optional.of(RECOGNISED);
      case Identified(List<String> options, boolean _) ->
          options.stream().filter(LanguageChoice::english).findFirst();
    };
  }

  private static boolean english(String code) {
    return code.startsWith("en-");
  }

  /** Reads the choice of a StartTranscriptionJob request and checks that it is exactly one. */
  static LanguageChoice of(Fields request) {
    Optional<String> code = request.text("LanguageCode");
    boolean one = request.flag("IdentifyLanguage");
    boolean several = request.flag("IdentifyMultipleLanguages");
    List<String> options = request.texts("LanguageOptions");
    code.ifPresent(given -> known(given, "languageCode"));
    options.forEach(option -> known(option, "languageOptions"));
    if (code.isPresent() ? one || several : one == several) {
      throw RefusedException.badRequest(
          "You must specify exactly one of LanguageCode, IdentifyLanguage and"
              + " IdentifyMultipleLanguages. Check your request and try again.");
    }
    if (code.isPresent()) {
      if (!options.isEmpty()) {
        throw RefusedException.badRequest(
            "LanguageOptions can only be used with IdentifyLanguage or IdentifyMultipleLanguages.");
      }
      return new Given(code.get());
    }
    if (options.size() == 1) {
      throw RefusedException.badRequest(
          "LanguageOptions must have at least two languages. Add a language, or use LanguageCode.");
    }
    return new Identified(options, several);
  }

  private static void known(String code, String field) {
    if (LanguageCode.fromValue(code) == LanguageCode.UNKNOWN_TO_SDK_VERSION) {
      String known =
          LanguageCode.knownValues().stream()
              .map(LanguageCode::toString)
              .sorted()
              .toList()
              .toString();
      throw RefusedException.invalid("'" + code + "'", field, "satisfy enum value set: " + known);
    }
  }
}
