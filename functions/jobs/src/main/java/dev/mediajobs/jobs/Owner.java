package dev.mediajobs.jobs;

/**
 * A signed-in user who owns something.
 *
 * @param subject the name that the issuer of identities gave to the user, which never changes and
 *     is nobody else's; 1 to {@link #LONGEST} characters
 */
public record Owner(String subject) {

  /** The most characters that a subject may have: OpenID Connect Core 1.0, section 2. */
  public static final int LONGEST = 255;

  /**
   * Checks the length.
   *
   * @throws IllegalArgumentException when it is out of range
   */
  public Owner {
    if (subject.isEmpty() || subject.length() > LONGEST) {
      throw new IllegalArgumentException("a subject has 1 to " + LONGEST + " characters");
    }
  }

  /** Tells nobody's name: logs are not for that. */
  @Override
  public String toString() {
    return "Owner";
  }
}
