package dev.mediajobs.worker;

import dev.mediajobs.aws.Environment;
import dev.mediajobs.speech.KnownVoices;
import dev.mediajobs.worker.speech.OpenAiCompatibleProvider;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/**
 * The speech server of the deployment's own.
 *
 * @param settings which server, and what it has
 * @param key is sent with every request; a secret
 */
record SpeechServer(OpenAiCompatibleProvider.Settings settings, Optional<String> key) {

  private static final int MOST_CHARACTERS = 4096;
  private static final Duration LONGEST_REQUEST = Duration.ofMinutes(2);

  /**
   * The one that a function's environment names, if any.
   *
   * @throws IllegalStateException naming the variable that is missing or senseless
   */
  static Optional<SpeechServer> of(Environment environment) {
    return environment.find("SPEECH_SERVER_URL").map(url -> of(url, environment));
  }

  private static SpeechServer of(String url, Environment environment) {
    Set<String> voices = KnownVoices.names(environment.text("SPEECH_SERVER_VOICES"));
    try {
      return new SpeechServer(
          new OpenAiCompatibleProvider.Settings(
              URI.create(url),
              environment.text("SPEECH_SERVER_MODEL"),
              voices,
              MOST_CHARACTERS,
              environment.text("SPEECH_SERVER_FOLLOWS_STYLE").equals("true"),
              LONGEST_REQUEST),
          environment.find("SPEECH_SERVER_KEY"));
    } catch (IllegalArgumentException e) {
      throw new IllegalStateException(
          "the environment variables SPEECH_SERVER_… make no sense: " + e.getMessage(), e);
    }
  }

  OpenAiCompatibleProvider provider() {
    String secret = key.orElse("");
    return new OpenAiCompatibleProvider(settings, () -> secret);
  }

  /** Does not tell the key. */
  @Override
  public String toString() {
    return "SpeechServer[" + settings + "]";
  }
}
