package dev.mediajobs.worker.media;

/**
 * Follows an extraction. Called on another thread than the extraction's own, one call at a time.
 */
@FunctionalInterface
public interface ExtractionListener {
  /**
   * Called some twice a second.
   *
   * @param fraction of the sound that has been written, from 0 to 1, never less than before; stays
   *     0 for a recording that does not say how long it is
   * @throws RuntimeException to give the extraction up; it is thrown on to whoever asked for the
   *     extraction
   */
  void reached(double fraction);
}
