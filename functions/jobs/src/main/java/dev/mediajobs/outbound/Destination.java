package dev.mediajobs.outbound;

import java.net.InetAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Where a request goes, as far as its text tells; what its name leads to is found out with each
 * request.
 *
 * @param encrypted whether by TLS
 * @param host a name, or an address without brackets
 * @param port 1 to 65535
 * @param target the path and the query
 * @param authority the value of the header Host
 */
public record Destination(
    boolean encrypted, String host, int port, String target, String authority) {

  private static final int LONGEST = 2048;
  private static final int LONGEST_NAME = 253;
  private static final int HTTP = 80;
  private static final int HTTPS = 443;
  private static final int HIGHEST_PORT = 65_535;

  /** Of RFC 1123, and what is used besides; the last label tells names from addresses. */
  private static final Pattern NAME =
      Pattern.compile(
          "([A-Za-z0-9_]([A-Za-z0-9_-]{0,61}[A-Za-z0-9_])?\\.)*[A-Za-z]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?");

  private static final Pattern DOTTED_DECIMAL =
      Pattern.compile("(0|[1-9][0-9]{0,2})(\\.(0|[1-9][0-9]{0,2})){3}");

  /**
   * Reads an address.
   *
   * @param reach what it may lead to
   * @throws InvalidDestinationException when it is none, or leads elsewhere for certain
   */
  public static Destination of(String text, Reach reach) throws InvalidDestinationException {
    URI uri = parsed(text);
    String scheme = Optional.ofNullable(uri.getScheme()).orElse("");
    boolean encrypted = scheme.equalsIgnoreCase("https");
    if (!encrypted && !(scheme.equalsIgnoreCase("http") && reach.allowsUnencrypted())) {
      throw new InvalidDestinationException("must begin with https://");
    }
    if (uri.getHost() == null || uri.getRawUserInfo() != null || uri.getRawFragment() != null) {
      throw new InvalidDestinationException(
          "must name a host, and neither a user nor a place in a page");
    }
    int port = uri.getPort() < 0 ? (encrypted ? HTTPS : HTTP) : uri.getPort();
    if (port < 1 || port > HIGHEST_PORT) {
      throw new InvalidDestinationException("must have a port between 1 and " + HIGHEST_PORT);
    }
    String query = uri.getRawQuery() == null ? "" : "?" + uri.getRawQuery();
    String path = uri.getRawPath().isEmpty() ? "/" : uri.getRawPath();
    return new Destination(
        encrypted, host(uri.getHost(), reach), port, path + query, uri.getRawAuthority());
  }

  /** Its origin as text (RFC 6454, section 6.2), such as {@code https://example.com}. */
  public String origin() {
    String name = host.contains(":") ? "[" + host + "]" : host.toLowerCase(Locale.ROOT);
    boolean isUsual = port == (encrypted ? HTTPS : HTTP);
    return (encrypted ? "https://" : "http://") + name + (isUsual ? "" : ":" + port);
  }

  private static URI parsed(String text) throws InvalidDestinationException {
    if (text.length() > LONGEST) {
      throw new InvalidDestinationException("must have at most " + LONGEST + " characters");
    }
    if (text.chars().anyMatch(c -> c <= ' ' || c > '~')) {
      throw new InvalidDestinationException(
          "must consist of ASCII characters without blanks; percent-encode others");
    }
    try {
      return new URI(text);
    } catch (URISyntaxException e) {
      throw new InvalidDestinationException("is not a valid address");
    }
  }

  /**
   * Other spellings of addresses than the usual ones mean this to one program and that to another.
   */
  private static String host(String host, Reach reach) throws InvalidDestinationException {
    boolean bracketed = host.startsWith("[");
    if (!bracketed && NAME.matcher(host).matches() && host.length() <= LONGEST_NAME) {
      return host;
    }
    String literal = bracketed ? host.substring(1, host.length() - 1) : host;
    if (literal.contains("%") || !(bracketed || DOTTED_DECIMAL.matcher(literal).matches())) {
      throw new InvalidDestinationException("must name its host by a name or a plain address");
    }
    try {
      if (reach.allows(InetAddress.ofLiteral(literal))) {
        return literal;
      }
    } catch (IllegalArgumentException e) {
      throw new InvalidDestinationException("must name its host by a name or a plain address");
    }
    throw new InvalidDestinationException("must lead to a public address");
  }
}
