package dev.mediajobs.jobs;

/**
 * What the owner wishes of a speech job. Who says what, and with which voice, is in the script,
 * which is the job's source.
 *
 * @param type one of the two types of speech jobs
 * @param provider the name of the engine that is to speak
 * @param format how the sound is coded
 */
public record SpeechSettings(JobType type, String provider, AudioFormat format)
    implements Settings {

  /** How sound is coded. */
  public enum AudioFormat {
    MP3("audio/mpeg"),
    WAV("audio/wav");

    private final String contentType;

    AudioFormat(String contentType) {
      this.contentType = contentType;
    }

    /** The media type of such a file. */
    public String contentType() {
      return contentType;
    }
  }

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
