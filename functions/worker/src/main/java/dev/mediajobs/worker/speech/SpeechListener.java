package dev.mediajobs.worker.speech;

/** Follows a speech. Called on several threads, one call at a time. */
@FunctionalInterface
public interface SpeechListener {
  /**
   * Called after each piece, and with 1 at the end of a success.
   *
   * @param fraction of the text that was spoken, from 0 to 1, never less than before
   * @throws RuntimeException to give the speech up; it is thrown on to whoever asked for it
   */
  void reached(double fraction);
}
