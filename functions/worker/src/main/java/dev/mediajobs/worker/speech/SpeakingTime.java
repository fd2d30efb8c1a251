package dev.mediajobs.worker.speech;

import java.time.Duration;

/** How much time there is for a speech. Safe for use by many threads. */
public interface SpeakingTime {

  /**
   * Whether there is time to have one more passage spoken, and to keep it. Asked once before each.
   */
  boolean mayBegin();

  /** After how long whatever is still being spoken is broken off and lost. */
  Duration left();

  /** Whether there is time to join this much sound, which is all that was spoken. */
  boolean mayJoin(Duration sound);

  /** As much as one likes, or a day of it. */
  static SpeakingTime unlimited() {
    return new SpeakingTime() {
      @Override
      public boolean mayBegin() {
        return true;
      }

      @Override
      public Duration left() {
        return Duration.ofDays(1);
      }

      @Override
      public boolean mayJoin(Duration sound) {
        return true;
      }
    };
  }
}
