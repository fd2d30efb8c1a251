package dev.mediajobs.api.identity;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Addresses whose answers nobody on the way can have changed: https, or http to this very machine,
 * which is where a developer's issuer is.
 */
final class TrustedAddress {

  private static final Pattern THIS_MACHINE =
      Pattern.compile("localhost|127(\\.[0-9]{1,3}){3}|\\[::1]", Pattern.CASE_INSENSITIVE);

  private TrustedAddress() {}

  /** The address that {@code text} is, if it is one of these. */
  static Optional<URI> parse(String text) {
    try {
      URI address = new URI(text);
      return isTrusted(address) ? Optional.of(address) : Optional.empty();
    } catch (URISyntaxException e) {
      return Optional.empty();
    }
  }

  private static boolean isTrusted(URI address) {
    return address.getHost() != null
        && address.getRawUserInfo() == null
        && address.getRawFragment() == null
        && (isSecure(address)
            || ("http".equalsIgnoreCase(address.getScheme())
                && THIS_MACHINE.matcher(address.getHost()).matches()));
  }

  /** Whether what is fetched from there is encrypted on the way. */
  static boolean isSecure(URI address) {
    return "https".equalsIgnoreCase(address.getScheme());
  }
}
