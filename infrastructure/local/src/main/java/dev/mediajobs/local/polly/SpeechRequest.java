package dev.mediajobs.local.polly;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.mediajobs.local.voice.Manner;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * A valid request to speak; the SSML in it need not be.
 *
 * @param text plain or SSML
 * @param manner how the voice sounds
 * @param sampleRate samples a second of the answer
 */
record SpeechRequest(
    String text,
    TextType textType,
    PollyVoice voice,
    Manner manner,
    Engine engine,
    OutputFormat format,
    int sampleRate) {

  private static final int MOST_CHARACTERS = 6000;
  private static final List<String> MARK_TYPES = List.of("sentence", "ssml", "viseme", "word");
  private static final String SSML_MARKS = "ssml";

  /** What a text is. */
  enum TextType {
    SSML,
    TEXT;

    static Optional<TextType> of(String id) {
      return switch (id) {
        case "ssml" -> Optional.of(SSML);
        case "text" -> Optional.of(TEXT);
        default -> Optional.empty();
      };
    }
  }

  /**
   * Checks a request in the order in which the service does.
   *
   * @throws RefusedException if it breaks a rule, or asks for what the local stack does not have
   */
  static SpeechRequest parse(ObjectNode body, VoiceCatalogue voices) {
    Violations violations = new Violations();
    Optional<String> text = string(body, "Text");
    violations.require("text", text);
    Optional<String> voiceId = string(body, "VoiceId");
    violations.require("voiceId", voiceId);
    Optional<PollyVoice> voice = violations.member("voiceId", voiceId, voices::find, voices.ids());
    Optional<String> formatId = string(body, "OutputFormat");
    violations.require("outputFormat", formatId);
    Optional<OutputFormat> format =
        violations.member("outputFormat", formatId, OutputFormat::of, OutputFormat.ids());
    Optional<TextType> textType =
        violations.member(
            "textType", string(body, "TextType"), TextType::of, List.of("ssml", "text"));
    Optional<Engine> engine =
        violations.member("engine", string(body, "Engine"), Engine::of, Engine.ids());
    Optional<String> language =
        violations.member(
            "languageCode", string(body, "LanguageCode"), Languages::code, Languages.codes());
    List<String> lexicons = strings(body, "LexiconNames");
    Optional<String> sampleRate = string(body, "SampleRate");
    List<String> marks = strings(body, "SpeechMarkTypes");
    Function<String, Optional<String>> markType =
        type -> MARK_TYPES.contains(type) ? Optional.of(type) : Optional.empty();
    marks.forEach(
        type -> violations.member("speechMarkTypes", Optional.of(type), markType, MARK_TYPES));
    violations.refuse();
    Wish wish =
        new Wish(
            text.orElseThrow(),
            textType.orElse(TextType.TEXT),
            voice.orElseThrow(),
            engine.orElse(Engine.STANDARD),
            format.orElseThrow());
    wish.checkLength();
    wish.checkVoice(language);
    if (!lexicons.isEmpty()) {
      throw RefusedException.lexiconNotFound();
    }
    wish.checkMarks(marks);
    return wish.granted(wish.sampleRate(sampleRate), wish.spokenLanguage(language));
  }

  /** A request whose values are all of the API model, but may not go together. */
  private record Wish(
      String text, TextType textType, PollyVoice voice, Engine engine, OutputFormat format) {

    void checkLength() {
      if (text.codePointCount(0, text.length()) > MOST_CHARACTERS) {
        throw RefusedException.textTooLong();
      }
    }

    void checkVoice(Optional<String> language) {
      if (!voice.engines().contains(engine)) {
        throw RefusedException.engineUnsupported(engine);
      }
      if (language.isPresent() && !voice.speaks(language.get())) {
        throw RefusedException.languageUnsupported();
      }
    }

    void checkMarks(List<String> marks) {
      if (format == OutputFormat.JSON) {
        if (marks.contains(SSML_MARKS) && textType == TextType.TEXT) {
          throw RefusedException.ssmlMarksNeedSsml();
        }
        throw RefusedException.notEmulated("speech marks (OutputFormat json)");
      }
      if (!marks.isEmpty()) {
        throw RefusedException.marksNeedJson();
      }
    }

    int sampleRate(Optional<String> wanted) {
      if (wanted.isEmpty()) {
        return format.defaultRate(engine);
      }
      return format.sampleRates().stream()
          .filter(rate -> String.valueOf(rate).equals(wanted.get()))
          .findFirst()
          .orElseThrow(RefusedException::invalidSampleRate);
    }

    String spokenLanguage(Optional<String> wanted) {
      return wanted.orElse(voice.language());
    }

    SpeechRequest granted(int sampleRate, String language) {
      Manner manner =
          voice
              .manner()
              .filter(_ -> Languages.isEnglish(language))
              .orElseThrow(() -> RefusedException.englishOnly(voice.id(), language));
      return new SpeechRequest(text, textType, voice, manner, engine, format, sampleRate);
    }
  }

  private static Optional<String> string(ObjectNode body, String name) {
    JsonNode value = body.path(name);
    return value.isMissingNode() || value.isNull() ? Optional.empty() : Optional.of(string(value));
  }

  private static List<String> strings(ObjectNode body, String name) {
    JsonNode value = body.path(name);
    if (value.isMissingNode() || value.isNull()) {
      return List.of();
    }
    if (!value.isArray()) {
      throw RefusedException.unreadable("Expected list or null");
    }
    List<String> all = new ArrayList<>();
    value.forEach(element -> all.add(string(element)));
    return all;
  }

  private static String string(JsonNode value) {
    if (!value.isTextual()) {
      throw RefusedException.unreadable("STRING_VALUE can not be converted from another type");
    }
    return value.textValue();
  }
}
