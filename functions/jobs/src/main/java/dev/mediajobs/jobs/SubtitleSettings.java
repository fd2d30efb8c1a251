package dev.mediajobs.jobs;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * What the owner wishes of a subtitle job.
 *
 * @param language the language as a code of {@link Languages}: binding when forced, otherwise a
 *     hint
 * @param forceLanguage whether the recording is taken to be in that language without listening
 *     first
 * @param numSpeakers how many people speak, when that is known
 * @param minSpeakers how many speak at least
 * @param maxSpeakers how many speak at most
 * @param denoise whether steady background noise is taken away before anybody listens
 */
public record SubtitleSettings(
    Optional<String> language,
    boolean forceLanguage,
    OptionalInt numSpeakers,
    OptionalInt minSpeakers,
    OptionalInt maxSpeakers,
    boolean denoise)
    implements Settings {

  /** The most speakers that can be told apart; a limit of Amazon Transcribe. */
  public static final int MOST_SPEAKERS = 30;

  /** Nothing is known: the language is identified, speakers are told apart. */
  public static final SubtitleSettings DEFAULT =
      new SubtitleSettings(
          Optional.empty(),
          false,
          OptionalInt.empty(),
          OptionalInt.empty(),
          OptionalInt.empty(),
          false);

  /**
   * Checks that the wishes agree with each other.
   *
   * @throws IllegalArgumentException when they don't
   */
  public SubtitleSettings {
    if (forceLanguage && language.isEmpty()) {
      throw new IllegalArgumentException("a forced language must be named");
    }
    if (minSpeakers.isPresent()
        && maxSpeakers.isPresent()
        && minSpeakers.getAsInt() > maxSpeakers.getAsInt()) {
      throw new IllegalArgumentException("there can't be more speakers at least than at most");
    }
  }

  /**
   * Where wishes contradict each other.
   *
   * @param field the setting that is to be changed, as it is spelled on the wire
   * @param problem what is wrong with it, to be read after its name
   */
  public record Contradiction(String field, String problem) {}

  /**
   * All contradictions among wishes of which each is right by itself; none when settings can be
   * made of them.
   */
  public static List<Contradiction> contradictions(
      Optional<String> language,
      boolean force,
      OptionalInt exactly,
      OptionalInt least,
      OptionalInt most) {
    List<Contradiction> found = new ArrayList<>();
    if (force && language.isEmpty()) {
      found.add(
          new Contradiction("force_language", "needs a language to force; name one in language"));
    }
    if (least.isPresent() && most.isPresent() && least.getAsInt() > most.getAsInt()) {
      found.add(new Contradiction("min_speakers", "must not be greater than max_speakers"));
    } else if (exactly.isPresent()
        && (exactly.getAsInt() < least.orElse(1)
            || exactly.getAsInt() > most.orElse(MOST_SPEAKERS))) {
      found.add(
          new Contradiction("num_speakers", "must lie between min_speakers and max_speakers"));
    }
    return found;
  }

  /** The same with the noise taken away first. */
  public SubtitleSettings denoised() {
    return new SubtitleSettings(
        language, forceLanguage, numSpeakers, minSpeakers, maxSpeakers, true);
  }

  @Override
  public JobType type() {
    return JobType.SUBTITLE_GENERATION;
  }

  /** Whether speakers are told apart: always, unless the owner said that only one person speaks. */
  public boolean labelsSpeakers() {
    return mostSpeakers() > 1;
  }

  /** How many speakers may be told apart at most, 1 to {@link #MOST_SPEAKERS}. */
  public int mostSpeakers() {
    return numSpeakers.orElse(maxSpeakers.orElse(MOST_SPEAKERS));
  }

  /** How many speakers the owner expects at least; 1 when nothing was said. */
  public int leastSpeakers() {
    return numSpeakers.orElse(minSpeakers.orElse(1));
  }
}
