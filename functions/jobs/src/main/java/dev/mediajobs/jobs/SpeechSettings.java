package dev.mediajobs.jobs;

/**
 * What the owner wishes of a speech job. Who says what, with which voice, and how the sound is to
 * be coded, is in the script, which is the job's source.
 *
 * @param type one of the two types of speech jobs
 * @param provider the name of the engine that is to speak
 */
public record SpeechSettings(JobType type, String provider) implements Settings {

  /**
   * Checks the type.
   *
   * @throws IllegalArgumentException when it is none of speech jobs
   */
  public SpeechSettings {
    if (type != JobType.MULTI_ROLE_TTS && type != JobType.SINGLE_TTS) {
      throw new IllegalArgumentException(type.text() + " speaks no script");
    }
  }
}
