package dev.mediajobs.ingest;

import dev.mediajobs.jobs.JobType;
import dev.mediajobs.jobs.Languages;
import dev.mediajobs.jobs.NoiseRemovalSettings;
import dev.mediajobs.jobs.Owner;
import dev.mediajobs.jobs.Settings;
import dev.mediajobs.jobs.SubtitleSettings;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeSet;

/**
 * What is to be made of an object, and whose the job is.
 *
 * @param owner the signed-in user; empty when nobody was named
 * @param settings what kind of job, and how
 */
record Wish(Optional<Owner> owner, Settings settings) {

  private static final String TYPE = "type";
  private static final String OWNER = "owner";
  private static final String LANGUAGE = "language";
  private static final String FORCE = "force_language";
  private static final String EXACTLY = "num_speakers";
  private static final String LEAST = "min_speakers";
  private static final String MOST = "max_speakers";
  private static final String DENOISE = "denoise";
  private static final String VIDEO = "video";

  private static final Set<String> OF_ALL = Set.of(TYPE, OWNER);
  private static final Set<String> OF_SUBTITLES =
      Set.of(LANGUAGE, FORCE, EXACTLY, LEAST, MOST, DENOISE);
  private static final Set<String> OF_NOISE_REMOVAL = Set.of(VIDEO);

  /**
   * Reads it.
   *
   * @param given settings by name; subtitles are made when no type is among them
   * @throws RefusedObjectException when one is unknown, wrong, or contradicts another
   */
  static Wish of(Map<String, String> given) throws RefusedObjectException {
    Optional<String> owner = Optional.ofNullable(given.get(OWNER));
    if (owner.isPresent() && (owner.get().isEmpty() || owner.get().length() > Owner.LONGEST)) {
      throw wrong(OWNER, "must have 1 to %d characters".formatted(Owner.LONGEST));
    }
    return new Wish(owner.map(Owner::new), settings(given));
  }

  private static Settings settings(Map<String, String> given) throws RefusedObjectException {
    String type = given.getOrDefault(TYPE, JobType.SUBTITLE_GENERATION.text());
    if (type.equals(JobType.SUBTITLE_GENERATION.text())) {
      refuseOthers(given, OF_SUBTITLES, type);
      return subtitles(given);
    }
    if (type.equals(JobType.NOISE_REMOVAL.text())) {
      refuseOthers(given, OF_NOISE_REMOVAL, type);
      return new NoiseRemovalSettings(isTrue(given, VIDEO));
    }
    throw wrong(
        TYPE,
        "must be %s or %s"
            .formatted(JobType.SUBTITLE_GENERATION.text(), JobType.NOISE_REMOVAL.text()));
  }

  private static SubtitleSettings subtitles(Map<String, String> given)
      throws RefusedObjectException {
    Optional<String> language = language(given);
    boolean force = isTrue(given, FORCE);
    OptionalInt exactly = speakers(given, EXACTLY);
    OptionalInt least = speakers(given, LEAST);
    OptionalInt most = speakers(given, MOST);
    List<SubtitleSettings.Contradiction> contradictions =
        SubtitleSettings.contradictions(language, force, exactly, least, most);
    if (!contradictions.isEmpty()) {
      throw wrong(contradictions.getFirst().field(), contradictions.getFirst().problem());
    }
    return new SubtitleSettings(language, force, exactly, least, most, isTrue(given, DENOISE));
  }

  /** A setting that is misspelt must not be passed over: the job would be another one. */
  private static void refuseOthers(Map<String, String> given, Set<String> ofType, String type)
      throws RefusedObjectException {
    Set<String> known = new TreeSet<>(OF_ALL);
    known.addAll(ofType);
    for (String name : given.keySet()) {
      if (!known.contains(name)) {
        throw wrong(
            name, "is no setting of %s; there are %s".formatted(type, String.join(", ", known)));
      }
    }
  }

  private static Optional<String> language(Map<String, String> given)
      throws RefusedObjectException {
    String text = given.get(LANGUAGE);
    if (text == null) {
      return Optional.empty();
    }
    Optional<String> known = Languages.find(text);
    if (known.isEmpty()) {
      throw wrong(
          LANGUAGE,
          "is not a language that can be transcribed; write it like en-US, de-DE or pt-BR, or leave"
              + " it out to have it recognised");
    }
    return known;
  }

  private static boolean isTrue(Map<String, String> given, String name)
      throws RefusedObjectException {
    return switch (given.getOrDefault(name, "false")) {
      case "true" -> true;
      case "false" -> false;
      default -> throw wrong(name, "must be true or false");
    };
  }

  private static OptionalInt speakers(Map<String, String> given, String name)
      throws RefusedObjectException {
    String text = given.get(name);
    if (text == null) {
      return OptionalInt.empty();
    }
    boolean isNumber = text.length() <= 2 && text.chars().allMatch(c -> c >= '0' && c <= '9');
    int number = isNumber && !text.isEmpty() ? Integer.parseInt(text) : 0;
    if (number < 1 || number > SubtitleSettings.MOST_SPEAKERS) {
      throw wrong(
          name, "must be a whole number from 1 to %d".formatted(SubtitleSettings.MOST_SPEAKERS));
    }
    return OptionalInt.of(number);
  }

  private static RefusedObjectException wrong(String name, String problem) {
    return new RefusedObjectException("invalid_settings", "%s %s.".formatted(name, problem));
  }
}
