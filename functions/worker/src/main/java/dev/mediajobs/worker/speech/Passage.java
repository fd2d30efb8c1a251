package dev.mediajobs.worker.speech;

import dev.mediajobs.speech.Delivery;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/**
 * Pieces that follow each other and are spoken one after the other, decoded together and kept as
 * one. What fails or is broken off is asked for again as a whole, so a passage is no longer than
 * the longest piece; of a short script each piece is one, so that several are spoken at once.
 *
 * @param pieces at least one
 */
record Passage(List<Piece> pieces) {
  private static final int MOST_PIECES = 32;
  private static final int MOST_CHARACTERS = 3000;

  /** Of what decides how a passage sounds, in the order in which it is digested below. */
  private static final int FORM = 1;

  Passage {
    pieces = List.copyOf(pieces);
  }

  /** The passages of a script, which depend on nothing but its pieces. */
  static List<Passage> of(List<Piece> pieces) {
    int most = Math.clamp(pieces.size() / MOST_PIECES, 1, MOST_PIECES);
    List<Passage> passages = new ArrayList<>();
    List<Piece> current = new ArrayList<>();
    int characters = 0;
    for (Piece piece : pieces) {
      int length = piece.utterance().text().length();
      if (!current.isEmpty() && (current.size() == most || characters + length > MOST_CHARACTERS)) {
        passages.add(new Passage(current));
        current.clear();
        characters = 0;
      }
      current.add(piece);
      characters += length;
    }
    if (!current.isEmpty()) {
      passages.add(new Passage(current));
    }
    return passages;
  }

  int characters() {
    return pieces.stream().mapToInt(piece -> piece.utterance().text().length()).sum();
  }

  /**
   * The same for passages that sound the same, and for no others: a digest of the engine, the
   * texts, the voices, how they are to speak, and the pauses, in hexadecimal digits.
   */
  String fingerprint(String provider) {
    MessageDigest digest = sha256();
    try (DataOutputStream content =
        new DataOutputStream(new DigestOutputStream(OutputStream.nullOutputStream(), digest))) {
      content.writeInt(FORM);
      write(provider, content);
      for (Piece piece : pieces) {
        write(piece, content);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("a digest does not fail", e);
    }
    return HexFormat.of().formatHex(digest.digest());
  }

  private static void write(Piece piece, DataOutputStream content) throws IOException {
    Utterance utterance = piece.utterance();
    Delivery delivery = utterance.delivery();
    write(utterance.text(), content);
    write(utterance.voice().id(), content);
    write(utterance.voice().engine(), content);
    write(utterance.language().orElse(""), content);
    content.writeDouble(delivery.rate());
    content.writeDouble(delivery.pitch());
    write(delivery.style().orElse(""), content);
    content.writeLong(piece.pause());
  }

  /** With its length, so that no two lists of texts look the same. */
  private static void write(String text, DataOutputStream content) throws IOException {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    content.writeInt(bytes.length);
    content.write(bytes);
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
