package dev.mediajobs.worker.speech;

/**
 * One of the sittings in which a script is spoken.
 *
 * @param time how long it may last
 * @param store what earlier sittings have spoken of the same script, and where this one keeps more
 * @param listener follows it
 */
public record Sitting(SpeakingTime time, SpokenStore store, SpeechListener listener) {

  /** The only one: with all the time it takes. */
  public static Sitting only(SpeechListener listener) {
    return new Sitting(SpeakingTime.unlimited(), SpokenStore.none(), listener);
  }
}
