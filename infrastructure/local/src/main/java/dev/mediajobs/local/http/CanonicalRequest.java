package dev.mediajobs.local.http;

import static java.util.stream.Collectors.joining;

import com.google.common.base.CharMatcher;
import com.google.common.base.Splitter;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.eclipse.jetty.server.Request;

/**
 * A request in the one form in which it is signed ("Create a canonical request" in the IAM guide).
 */
final class CanonicalRequest {

  private static final CharMatcher UNRESERVED =
      CharMatcher.inRange('A', 'Z')
          .or(CharMatcher.inRange('a', 'z'))
          .or(CharMatcher.inRange('0', '9'))
          .or(CharMatcher.anyOf("-._~"));

  /** Both encoded. */
  private record Parameter(String name, String value) {}

  private CanonicalRequest() {}

  /**
   * Writes it.
   *
   * @param signedHeaders names in small letters, in the order of the signature
   */
  static String of(Request request, List<String> signedHeaders, byte[] body) {
    String query = request.getHttpURI().getQuery();
    return String.join(
        "\n",
        request.getMethod(),
        // The path is encoded once more than it is sent, for every service but S3.
        Splitter.on('/')
            .splitToStream(request.getHttpURI().getPath())
            .map(CanonicalRequest::encode)
            .collect(joining("/")),
        query == null ? "" : query(query),
        signedHeaders.stream().map(name -> header(request, name)).collect(joining()),
        String.join(";", signedHeaders),
        SignatureVersion4.sha256(body));
  }

  private static String header(Request request, String name) {
    String values =
        request.getHeaders().getFields(name).stream()
            .map(field -> field.getValue() == null ? "" : field.getValue())
            .map(value -> CharMatcher.whitespace().trimAndCollapseFrom(value, ' '))
            .collect(joining(","));
    return name + ":" + values + "\n";
  }

  private static String query(String query) {
    List<Parameter> parameters = new ArrayList<>();
    for (String pair : Splitter.on('&').omitEmptyStrings().split(query)) {
      List<String> halves = Splitter.on('=').limit(2).splitToList(pair);
      parameters.add(
          new Parameter(
              again(halves.getFirst()), halves.size() == 2 ? again(halves.getLast()) : ""));
    }
    return parameters.stream()
        .sorted(Comparator.comparing(Parameter::name).thenComparing(Parameter::value))
        .map(parameter -> parameter.name() + "=" + parameter.value())
        .collect(joining("&"));
  }

  private static String again(String encoded) {
    try {
      return encode(URLDecoder.decode(encoded, StandardCharsets.UTF_8));
    } catch (IllegalArgumentException malformed) {
      return encode(encoded);
    }
  }

  /** Percent-encodes everything but RFC 3986's unreserved characters. */
  private static String encode(String text) {
    StringBuilder encoded = new StringBuilder();
    for (byte octet : text.getBytes(StandardCharsets.UTF_8)) {
      char character = (char) (octet & 0xff);
      if (UNRESERVED.matches(character)) {
        encoded.append(character);
      } else {
        encoded.append("%%%02X".formatted((int) character));
      }
    }
    return encoded.toString();
  }
}
