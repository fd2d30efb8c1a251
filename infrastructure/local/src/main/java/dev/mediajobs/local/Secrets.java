package dev.mediajobs.local;

import dev.mediajobs.local.template.Node;
import dev.mediajobs.local.template.Node.Mapping;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;

/**
 * Secrets Manager as far as functions see it: passwords that are made once and kept in the stack's
 * folder.
 */
final class Secrets {

  private static final String LETTERS_AND_DIGITS =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";
  private static final String PUNCTUATION = "!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~";
  private static final int DEFAULT_LENGTH = 32;
  private static final int LONGEST = 4_096;

  private final Path folder;
  private final SecureRandom random = new SecureRandom();

  /** Keeps secrets in this folder, which is made when the first one is needed. */
  Secrets(Path folder) {
    this.folder = folder;
  }

  /**
   * The secret of this name, made according to the properties of its resource when there is none
   * yet.
   */
  synchronized String of(String name, Mapping properties) {
    Path file = folder.resolve(name);
    try {
      if (Files.exists(file)) {
        return Files.readString(file);
      }
      Files.createDirectories(folder);
      Path unfinished = folder.resolve(name + ".new");
      Files.deleteIfExists(unfinished);
      Files.createFile(
          unfinished,
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
      String secret = generate(properties);
      Files.writeString(unfinished, secret, StandardOpenOption.WRITE);
      Files.move(unfinished, file);
      return secret;
    } catch (IOException failure) {
      throw new UncheckedIOException("can't keep secrets in " + folder, failure);
    }
  }

  private String generate(Mapping properties) {
    Mapping rules = properties.get("GenerateSecretString").mapping();
    int length = rules.find("PasswordLength").map(Node::integer).orElse(DEFAULT_LENGTH);
    if (length < 1 || length > LONGEST) {
      throw rules.location().error("PasswordLength " + length + " is not between 1 and " + LONGEST);
    }
    boolean plain = rules.find("ExcludePunctuation").map(Node::flag).orElse(false);
    String alphabet = plain ? LETTERS_AND_DIGITS : LETTERS_AND_DIGITS + PUNCTUATION;
    StringBuilder secret = new StringBuilder();
    random
        .ints(length, 0, alphabet.length())
        .forEach(index -> secret.append(alphabet.charAt(index)));
    return secret.toString();
  }
}
