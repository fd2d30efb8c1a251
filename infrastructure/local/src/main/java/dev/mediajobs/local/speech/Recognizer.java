package dev.mediajobs.local.speech;

import java.util.List;

/** Hears words in speech. */
@FunctionalInterface
public interface Recognizer {

  /**
   * Recognises one passage. Callers hand over the passages of a recording in order, from one thread
   * at a time.
   *
   * @return the words in order of time, none if nobody speaks; times count from the beginning of
   *     the recording, not of the passage
   */
  List<SpokenWord> recognize(Passage passage);
}
