package dev.mediajobs.local.polly;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.xml.stream.XMLStreamReader;

/**
 * A tag of SSML with its attributes, whose values are checked when they are read.
 *
 * @see <a href="https://docs.aws.amazon.com/polly/latest/dg/supportedtags.html">Supported tags</a>
 */
record SsmlTag(String name, Map<String, String> attributes) {

  /** The pause after a comma. */
  static final Duration COMMA = Duration.ofMillis(200);

  /** The pause after a sentence. */
  static final Duration SENTENCE = Duration.ofMillis(400);

  /** The pause after a paragraph. */
  static final Duration PARAGRAPH = Duration.ofMillis(800);

  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(10);
  private static final Pattern TIME = Pattern.compile("\\+?(\\d{1,6}(?:\\.\\d{1,6})?)(ms|s)");
  private static final Pattern PERCENTAGE = Pattern.compile("(\\d{1,3}(?:\\.\\d{1,6})?)%");
  private static final Pattern CHANGE = Pattern.compile("([+-]\\d{1,3}(?:\\.\\d{1,6})?)%");
  private static final Pattern DECIBELS = Pattern.compile("([+-]\\d{1,3}(?:\\.\\d{1,6})?)dB");
  private static final double LOUDEST_CHANGE = 40;
  private static final Set<String> SPELLED =
      Set.of("characters", "digits", "spell-out", "telephone");

  private static final Map<String, Double> RATES =
      Map.of(
          "x-slow", 0.5, "slow", 0.75, "medium", 1.0, "fast", 1.25, "x-fast", 1.5, "default", 1.0);
  private static final Map<String, Double> PITCHES =
      Map.of("x-low", 0.7, "low", 0.85, "medium", 1.0, "high", 1.2, "x-high", 1.4, "default", 1.0);
  private static final Map<String, Double> GAINS =
      Map.of(
          "silent", 0.0,
          "x-soft", 0.25,
          "soft", 0.5,
          "medium", 1.0,
          "loud", 1.6,
          "x-loud", 2.5,
          "default", 1.0);

  SsmlTag {
    attributes = Map.copyOf(attributes);
  }

  /** The tag that a parser has just read. */
  static SsmlTag of(XMLStreamReader xml) {
    Map<String, String> attributes = new HashMap<>();
    for (int i = 0; i < xml.getAttributeCount(); i++) {
      String prefix = xml.getAttributePrefix(i);
      String local = xml.getAttributeLocalName(i);
      attributes.put(prefix.isEmpty() ? local : prefix + ":" + local, xml.getAttributeValue(i));
    }
    return new SsmlTag(xml.getLocalName(), attributes);
  }

  boolean has(String attribute) {
    return attributes.containsKey(attribute);
  }

  /** The value of an attribute; empty if the tag does not have it. */
  String attribute(String attribute) {
    return attributes.getOrDefault(attribute, "");
  }

  /** How long a {@code break} is: its time, else its strength, else as after a comma. */
  Duration pause() {
    Duration byStrength =
        switch (attributes.getOrDefault("strength", "medium")) {
          case "none", "x-weak" -> Duration.ZERO;
          case "weak", "medium" -> COMMA;
          case "strong" -> SENTENCE;
          case "x-strong" -> PARAGRAPH;
          default -> throw RefusedException.invalidSsml();
        };
    return has("time") ? time() : byStrength;
  }

  private Duration time() {
    Matcher time = matched(TIME, attribute("time"));
    double unit = time.group(2).equals("s") ? 1000 : 1;
    Duration length = Duration.ofMillis(Math.round(Double.parseDouble(time.group(1)) * unit));
    if (length.compareTo(LONGEST_PAUSE) > 0) {
      throw RefusedException.invalidSsml();
    }
    return length;
  }

  /** What a {@code prosody} makes of the prosody around it. */
  Prosody prosody(Prosody outer) {
    Prosody inner = outer;
    if (has("rate")) {
      inner = inner.withRate(rate());
    }
    if (has("pitch")) {
      inner = inner.withPitch(pitch(outer.pitch()));
    }
    if (has("volume")) {
      inner = inner.withGain(gain(outer.gain()));
    }
    return inner;
  }

  private double rate() {
    String rate = attribute("rate");
    if (RATES.containsKey(rate)) {
      return RATES.getOrDefault(rate, 1.0);
    }
    double percentage = Double.parseDouble(matched(PERCENTAGE, rate).group(1));
    if (percentage < 20 || percentage > 200) {
      throw RefusedException.invalidSsml();
    }
    return percentage / 100;
  }

  private double pitch(double outer) {
    String pitch = attribute("pitch");
    if (PITCHES.containsKey(pitch)) {
      return PITCHES.getOrDefault(pitch, 1.0);
    }
    double change = Double.parseDouble(matched(CHANGE, pitch).group(1)) / 100;
    return Math.clamp(outer * (1 + change), 0.5, 2);
  }

  private double gain(double outer) {
    String volume = attribute("volume");
    if (GAINS.containsKey(volume)) {
      return GAINS.getOrDefault(volume, 1.0);
    }
    double decibels = Double.parseDouble(matched(DECIBELS, volume).group(1));
    return outer * Math.pow(10, Math.clamp(decibels, -LOUDEST_CHANGE, LOUDEST_CHANGE) / 20);
  }

  /** What an {@code emphasis} makes of the prosody around it. */
  Prosody emphasis(Prosody outer) {
    return switch (attributes.getOrDefault("level", "moderate")) {
      case "strong" -> new Prosody(outer.pitch(), outer.rate() * 0.8, outer.gain() * 1.6);
      case "moderate" -> new Prosody(outer.pitch(), outer.rate() * 0.9, outer.gain() * 1.3);
      case "reduced" -> new Prosody(outer.pitch(), outer.rate() * 1.1, outer.gain() * 0.7);
      default -> throw RefusedException.invalidSsml();
    };
  }

  /** Whether a {@code say-as} wants every character by itself. */
  boolean spelled() {
    return SPELLED.contains(attribute("interpret-as"));
  }

  private static Matcher matched(Pattern pattern, String value) {
    Matcher matcher = pattern.matcher(value);
    if (!matcher.matches()) {
      throw RefusedException.invalidSsml();
    }
    return matcher;
  }
}
