package dev.mediajobs.local.polly;

import java.util.Map;
import java.util.Set;

/**
 * Which tags and attributes there are, and which of them an engine supports.
 *
 * @see <a href="https://docs.aws.amazon.com/polly/latest/dg/supportedtags.html">Supported tags</a>
 */
record SsmlRules(PollyVoice voice, Engine engine) {

  private static final String MAXIMUM_DURATION = "amazon:max-duration";
  private static final String INTERPRETATION = "interpret-as";

  private static final Map<String, Set<String>> ATTRIBUTES =
      Map.ofEntries(
          Map.entry(
              "speak", Set.of("version", "xml:lang", "xmlns", "xmlns:xsi", "xsi:schemaLocation")),
          Map.entry("break", Set.of("strength", "time")),
          Map.entry("emphasis", Set.of("level")),
          Map.entry("lang", Set.of("xml:lang")),
          Map.entry("mark", Set.of("name")),
          Map.entry("p", Set.of()),
          Map.entry("phoneme", Set.of("alphabet", "ph")),
          Map.entry("prosody", Set.of("rate", "pitch", "volume", MAXIMUM_DURATION)),
          Map.entry("s", Set.of()),
          Map.entry("say-as", Set.of(INTERPRETATION, "format")),
          Map.entry("sub", Set.of("alias")),
          Map.entry("w", Set.of("role")),
          Map.entry("amazon:auto-breaths", Set.of("volume", "frequency", "duration")),
          Map.entry("amazon:breath", Set.of("volume", "duration")),
          Map.entry("amazon:domain", Set.of("name")),
          Map.entry("amazon:effect", Set.of("name", "phonation", "vocal-tract-length")));

  private static final Map<String, String> REQUIRED =
      Map.of(
          "lang", "xml:lang",
          "mark", "name",
          "phoneme", "ph",
          "say-as", INTERPRETATION,
          "sub", "alias",
          "w", "role",
          "amazon:domain", "name");

  private static final Set<String> INTERPRETATIONS =
      Set.of(
          "address",
          "cardinal",
          "character",
          "characters",
          "date",
          "digits",
          "expletive",
          "fraction",
          "number",
          "ordinal",
          "spell-out",
          "telephone",
          "time",
          "unit");

  private static final Set<String> NEWSREADERS = Set.of("Amy", "Joanna", "Lupe", "Matthew");

  /**
   * Checks a tag.
   *
   * @throws RefusedException if there is no such tag, if it lacks an attribute or has a wrong one,
   *     or if the engine does not support it
   */
  void check(SsmlTag tag) {
    Set<String> known = ATTRIBUTES.get(tag.name());
    if (known == null || !known.containsAll(tag.attributes().keySet())) {
      throw RefusedException.invalidSsml();
    }
    String required = REQUIRED.get(tag.name());
    if (required != null && tag.attribute(required).isEmpty()) {
      throw RefusedException.invalidSsml();
    }
    switch (tag.name()) {
      case "lang" -> {
        if (Languages.code(tag.attribute("xml:lang")).isEmpty()) {
          throw RefusedException.invalidSsml();
        }
      }
      case "say-as" -> {
        if (!INTERPRETATIONS.contains(tag.attribute(INTERPRETATION))) {
          throw RefusedException.invalidSsml();
        }
      }
      case "prosody" -> checkProsody(tag);
      case "emphasis", "amazon:auto-breaths", "amazon:breath" -> onlyStandard();
      case "amazon:effect" -> checkEffect(tag);
      case "amazon:domain" -> checkDomain(tag);
      default -> {}
    }
  }

  private void checkProsody(SsmlTag tag) {
    if (tag.attributes().isEmpty()) {
      throw RefusedException.invalidSsml();
    }
    if (tag.has("pitch") || tag.has(MAXIMUM_DURATION)) {
      onlyStandard();
    }
    if (tag.has(MAXIMUM_DURATION)) {
      throw RefusedException.notEmulated("prosody with " + MAXIMUM_DURATION);
    }
  }

  private void checkEffect(SsmlTag tag) {
    if (tag.attributes().size() != 1) {
      throw RefusedException.invalidSsml();
    }
    if (!tag.has("name")) {
      onlyStandard();
      return;
    }
    switch (tag.attribute("name")) {
      case "drc" -> {
        if (engine == Engine.GENERATIVE) {
          throw RefusedException.unsupportedSsmlFeature();
        }
      }
      case "whispered" -> onlyStandard();
      default -> throw RefusedException.invalidSsml();
    }
  }

  private void checkDomain(SsmlTag tag) {
    boolean news = tag.attribute("name").equals("news");
    if (!news || engine != Engine.NEURAL || !NEWSREADERS.contains(voice.id())) {
      throw RefusedException.unsupportedSsmlFeature();
    }
  }

  private void onlyStandard() {
    switch (engine) {
      case STANDARD -> {}
      case NEURAL -> throw RefusedException.unsupportedNeuralFeature();
      case GENERATIVE, LONG_FORM -> throw RefusedException.unsupportedSsmlFeature();
    }
  }
}
