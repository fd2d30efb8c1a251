package dev.mediajobs.worker.media;

/**
 * Follows an extraction. Called on another thread than the extraction's own, one call at a time.
 */
@FunctionalInterface
public interface ExtractionListener {
  /**
   * Called some twice a second, and with 1 at the end of a success.
   *
   * @param fraction of the recording that has been read, from 0 to 1, never less than before; 0
   *     until the end for one that does not say how long it is
   * @throws RuntimeException to give the extraction up; it is thrown on to whoever asked for the
   *     extraction
   */
  void reached(double fraction);
}
