package dev.mediajobs.local.http;

import dev.mediajobs.local.template.Node;
import dev.mediajobs.local.template.Node.Mapping;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Which pages may call the API, as "Configure CORS for HTTP APIs" in the API Gateway guide has it:
 * the gateway answers preflights itself and replaces what functions say about CORS.
 *
 * @param origins allowed origins; {@code *} is any
 * @param methods allowed methods; {@code *} is any
 * @param headers allowed request headers; {@code *} is any
 * @param exposed response headers that scripts may read
 * @param maximumAge how long a browser may remember the answer to a preflight
 * @param credentials whether cookies may be sent
 */
public record CorsPolicy(
    List<String> origins,
    List<String> methods,
    List<String> headers,
    List<String> exposed,
    Optional<Duration> maximumAge,
    boolean credentials) {

  static final String PREFIX = "access-control-";
  private static final String ANY = "*";

  /** The policy of a property {@code CorsConfiguration}. */
  public static CorsPolicy of(Mapping cors) {
    return new CorsPolicy(
        texts(cors, "AllowOrigins"),
        texts(cors, "AllowMethods"),
        texts(cors, "AllowHeaders").stream()
            .map(header -> header.toLowerCase(Locale.ROOT))
            .toList(),
        texts(cors, "ExposeHeaders"),
        cors.find("MaxAge").map(age -> Duration.ofSeconds(age.integer())),
        cors.find("AllowCredentials").map(Node::flag).orElse(false));
  }

  private static List<String> texts(Mapping mapping, String name) {
    return mapping.find(name).map(Node::texts).orElse(List.of());
  }

  /** The headers of an answer to a request from this origin; none when it is not allowed. */
  Map<String, String> forAnswer(Optional<String> origin) {
    Map<String, String> fields = new TreeMap<>();
    allowed(origin)
        .ifPresent(
            value -> {
              fields.put("access-control-allow-origin", value);
              if (!exposed.isEmpty()) {
                fields.put("access-control-expose-headers", String.join(",", exposed));
              }
              if (credentials) {
                fields.put("access-control-allow-credentials", "true");
              }
            });
    return fields;
  }

  /** The headers of the answer to a preflight; none when the origin is not allowed. */
  Map<String, String> forPreflight(Optional<String> origin) {
    Map<String, String> fields = forAnswer(origin);
    if (!fields.isEmpty()) {
      fields.put(
          "access-control-allow-methods", String.join(",", methods).toUpperCase(Locale.ROOT));
      if (!headers.isEmpty()) {
        fields.put("access-control-allow-headers", String.join(",", headers));
      }
      maximumAge.ifPresent(
          age -> fields.put("access-control-max-age", String.valueOf(age.toSeconds())));
    }
    return fields;
  }

  private Optional<String> allowed(Optional<String> origin) {
    return origin.flatMap(
        page -> {
          if (origins.contains(ANY)) {
            return Optional.of(ANY);
          }
          return origins.contains(page) ? Optional.of(page) : Optional.empty();
        });
  }
}
