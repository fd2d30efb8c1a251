package dev.mediajobs.api.speech;

import dev.mediajobs.aws.Environment;
import dev.mediajobs.speech.KnownVoices;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * The engines that speak scripts in this deployment. None of them is asked: a submission waits for
 * nobody but us.
 *
 * @param morePollyVoices names of voices that Amazon Polly has got since this version was made
 * @param serverVoices names of the voices of the deployment's own speech server, if it has one
 */
public record SpeechEngines(Set<String> morePollyVoices, Optional<Set<String>> serverVoices) {

  /** Amazon's own engine, which is always there. */
  private static final String POLLY = "polly";

  /** A speech server of the deployment's own. */
  private static final String SPEECH_SERVER = "openai";

  /** Keeps copies. */
  public SpeechEngines {
    morePollyVoices = Set.copyOf(morePollyVoices);
    serverVoices = serverVoices.map(Set::copyOf);
  }

  /**
   * Those that the function's environment names.
   *
   * @throws IllegalStateException naming the variable that is missing
   */
  public static SpeechEngines of(Environment environment) {
    return new SpeechEngines(
        environment.find("MORE_POLLY_VOICES").map(KnownVoices::names).orElse(Set.of()),
        environment
            .find("SPEECH_SERVER_URL")
            .map(_ -> KnownVoices.names(environment.text("SPEECH_SERVER_VOICES"))));
  }

  /** The names by which scripts ask for them, sorted. */
  public Set<String> names() {
    Set<String> names = new TreeSet<>(Set.of(POLLY));
    serverVoices.ifPresent(_ -> names.add(SPEECH_SERVER));
    return names;
  }

  /** The voices of the engine of this name; empty when there is no such engine. */
  Optional<KnownVoices> voicesOf(String name) {
    return switch (name) {
      case POLLY -> Optional.of(KnownVoices.ofPolly(morePollyVoices));
      case SPEECH_SERVER -> serverVoices.map(KnownVoices::of);
      default -> Optional.empty();
    };
  }
}
