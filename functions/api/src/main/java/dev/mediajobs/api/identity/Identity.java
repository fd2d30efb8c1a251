package dev.mediajobs.api.identity;

/**
 * Somebody who is signed in.
 *
 * @param subject the name that the issuer never gives to anybody else (the claim {@code sub} of RFC
 *     7519): 1 to 255 printable characters, not all of them blank; fit for a key, not for showing
 */
public record Identity(String subject) {

  private static final int LONGEST_SUBJECT = 255;

  /**
   * Checks the subject.
   *
   * @throws IllegalArgumentException when it can be nobody's
   */
  public Identity {
    if (!isSubject(subject)) {
      throw new IllegalArgumentException(
          "a subject has 1 to %d printable characters".formatted(LONGEST_SUBJECT));
    }
  }

  /** Whether {@code text} can be somebody's subject. */
  public static boolean isSubject(String text) {
    return !text.isBlank()
        && text.length() <= LONGEST_SUBJECT
        && text.codePoints().allMatch(Identity::isPrintable);
  }

  private static boolean isPrintable(int character) {
    return switch (Character.getType(character)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.SURROGATE,
          Character.PRIVATE_USE,
          Character.UNASSIGNED,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR ->
          false;
      default -> true;
    };
  }
}
