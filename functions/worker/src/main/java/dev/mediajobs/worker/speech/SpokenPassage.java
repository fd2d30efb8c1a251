package dev.mediajobs.worker.speech;

import java.util.List;

/**
 * A passage, decoded.
 *
 * @param pieces the same as the passage's, in the same order
 */
record SpokenPassage(List<SpokenPiece> pieces) {
  SpokenPassage {
    pieces = List.copyOf(pieces);
  }

  long samples() {
    return pieces.stream().mapToLong(SpokenPiece::samples).sum();
  }
}
