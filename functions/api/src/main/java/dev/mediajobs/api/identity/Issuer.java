package dev.mediajobs.api.identity;

import dev.mediajobs.aws.Environment;
import java.util.Optional;

/**
 * Who signs people in, as OpenID Connect Discovery 1.0 knows it.
 *
 * @param name its identifier, to the letter as in its tokens: an address without a query, https
 *     unless it is on this machine
 * @param audience what its tokens name when they are meant for this API
 */
public record Issuer(String name, String audience) {

  private static final String NAME = "JWT_ISSUER";
  private static final String AUDIENCE = "JWT_AUDIENCE";
  private static final int LONGEST = 2_048;

  /**
   * The one that the environment variables {@code JWT_ISSUER} and {@code JWT_AUDIENCE} name; empty
   * when neither is set, so that nobody can sign in.
   *
   * @throws IllegalStateException when only one is set or the issuer can be none; the message names
   *     the variable
   */
  public static Optional<Issuer> of(Environment environment) {
    if (environment.find(NAME).isEmpty() && environment.find(AUDIENCE).isEmpty()) {
      return Optional.empty();
    }
    String name = environment.text(NAME);
    boolean usable =
        name.length() <= LONGEST
            && TrustedAddress.parse(name).filter(uri -> uri.getRawQuery() == null).isPresent();
    if (!usable) {
      throw new IllegalStateException(
          "the environment variable "
              + NAME
              + " must be an https address such as https://login.example.com, without a query");
    }
    return Optional.of(new Issuer(name, environment.text(AUDIENCE)));
  }
}
