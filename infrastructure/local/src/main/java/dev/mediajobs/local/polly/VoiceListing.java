package dev.mediajobs.local.polly;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** DescribeVoices: which voices there are, in pages. */
final class VoiceListing {

  private final VoiceCatalogue voices;
  private final int pageSize;

  VoiceListing(VoiceCatalogue voices, int pageSize) {
    this.voices = voices;
    this.pageSize = pageSize;
  }

  /**
   * One page.
   *
   * @param query the parameters of the request
   * @throws RefusedException if one is invalid
   */
  ObjectNode page(Map<String, String> query) {
    Violations violations = new Violations();
    Optional<Engine> engine =
        violations.member("engine", parameter(query, "Engine"), Engine::of, Engine.ids());
    Optional<String> language =
        violations.member(
            "languageCode", parameter(query, "LanguageCode"), Languages::code, Languages.codes());
    violations.refuse();
    boolean bilingual =
        Boolean.parseBoolean(query.getOrDefault("IncludeAdditionalLanguageCodes", "false"));
    List<PollyVoice> matching =
        voices.all().stream()
            .filter(voice -> engine.map(voice.engines()::contains).orElse(true))
            .filter(voice -> language.map(code -> matches(voice, code, bilingual)).orElse(true))
            .toList();
    int from = parameter(query, "NextToken").map(token -> after(token, matching)).orElse(0);
    List<PollyVoice> page = matching.subList(from, Math.min(matching.size(), from + pageSize));
    ObjectNode answer = Json.object();
    ArrayNode list = answer.putArray("Voices");
    page.forEach(voice -> list.add(described(voice)));
    if (from + page.size() < matching.size()) {
      answer.put("NextToken", token(page.getLast()));
    }
    return answer;
  }

  private static Optional<String> parameter(Map<String, String> query, String name) {
    return Optional.ofNullable(query.get(name));
  }

  private static boolean matches(PollyVoice voice, String language, boolean bilingual) {
    return bilingual ? voice.speaks(language) : voice.language().equals(language);
  }

  /** A token names the last voice of the page before, in a form that nobody takes for a name. */
  private static String token(PollyVoice last) {
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(("after " + last.id()).getBytes(StandardCharsets.UTF_8));
  }

  private static int after(String token, List<PollyVoice> matching) {
    for (int i = 0; i < matching.size(); i++) {
      if (token(matching.get(i)).equals(token)) {
        return i + 1;
      }
    }
    throw RefusedException.invalidNextToken();
  }

  private static ObjectNode described(PollyVoice voice) {
    ObjectNode description = Json.object();
    if (!voice.additionalLanguages().isEmpty()) {
      ArrayNode additional = description.putArray("AdditionalLanguageCodes");
      voice.additionalLanguages().forEach(additional::add);
    }
    description
        .put("Gender", voice.gender())
        .put("Id", voice.id())
        .put("LanguageCode", voice.language())
        .put("LanguageName", Languages.name(voice.language()))
        .put("Name", voice.name());
    ArrayNode engines = description.putArray("SupportedEngines");
    voice.engines().forEach(engine -> engines.add(engine.id()));
    return description;
  }
}
