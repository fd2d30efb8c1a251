package dev.mediajobs.worker.speech;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Set;

/**
 * Where what was spoken is kept until the whole script is, so that nothing is bought again by
 * whoever goes on with it. Safe for use by many threads.
 */
public interface SpokenStore {

  /** The names under which something is kept. */
  Set<String> names() throws IOException;

  /**
   * Fetches what is kept under a name.
   *
   * @param file to be written
   * @return false when nothing is kept there any more
   */
  boolean fetch(String name, Path file) throws IOException;

  /** Keeps a file, whole or not at all, in place of what was kept under the same name. */
  void keep(String name, Path file) throws IOException;

  /** One that keeps nothing. */
  static SpokenStore none() {
    return new SpokenStore() {
      @Override
      public Set<String> names() {
        return Set.of();
      }

      @Override
      public boolean fetch(String name, Path file) {
        return false;
      }

      @Override
      public void keep(String name, Path file) {
        // The next one to try begins anew.
      }
    };
  }
}
