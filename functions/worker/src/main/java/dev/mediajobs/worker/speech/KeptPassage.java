package dev.mediajobs.worker.speech;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The file in which a spoken passage is kept: what is known of its pieces, and behind that their
 * sound as FLAC.
 */
final class KeptPassage {
  private static final int FORM = 0x4D4A5301;

  private KeptPassage() {}

  /**
   * Writes the file.
   *
   * @param flac the sound of the passage; may be missing when it has none
   */
  static void write(SpokenPassage spoken, Path flac, Path file) throws IOException {
    try (OutputStream out = Files.newOutputStream(file);
        DataOutputStream data = new DataOutputStream(out)) {
      data.writeInt(FORM);
      data.writeInt(spoken.pieces().size());
      for (SpokenPiece piece : spoken.pieces()) {
        data.writeLong(piece.spoken());
        data.writeLong(piece.pause());
        data.writeLong(piece.firstHeard());
        data.writeLong(piece.lastHeard());
      }
      if (spoken.samples() > 0) {
        Files.copy(flac, data);
      }
    }
  }

  /**
   * Takes the file apart.
   *
   * @param flac to be written; left out when the passage has no sound
   * @return empty when the file holds no such passage, whatever else it holds
   */
  static Optional<SpokenPassage> read(Path file, Passage passage, Path flac) throws IOException {
    try (DataInputStream data =
        new DataInputStream(new BufferedInputStream(Files.newInputStream(file)))) {
      if (Files.size(file) < 2 * Integer.BYTES
          || data.readInt() != FORM
          || data.readInt() != passage.pieces().size()
          || Files.size(file) < 2 * Integer.BYTES + 4L * Long.BYTES * passage.pieces().size()) {
        return Optional.empty();
      }
      List<SpokenPiece> pieces = new ArrayList<>();
      for (Piece piece : passage.pieces()) {
        SpokenPiece spoken =
            new SpokenPiece(data.readLong(), data.readLong(), data.readLong(), data.readLong());
        if (spoken.spoken() < 0 || spoken.pause() != piece.pause()) {
          return Optional.empty();
        }
        pieces.add(spoken);
      }
      SpokenPassage spoken = new SpokenPassage(pieces);
      if (spoken.samples() > 0) {
        Files.copy(data, flac, StandardCopyOption.REPLACE_EXISTING);
      }
      return Optional.of(spoken);
    }
  }
}
