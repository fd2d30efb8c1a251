package dev.mediajobs.localstack;

import dev.mediajobs.local.template.References;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** What the endpoint called the resources that were made there, by their names in the template. */
final class ResourceIds implements References {

  /**
   * Long enough to derive tokens and keys from; no secret, for it guards nothing but these tests.
   */
  private static final String SECRET =
      "the-compatibility-suite-derives-its-tokens-from-this-text-alone";

  private final Map<String, String> ids = new HashMap<>();
  private final Map<String, String> arns = new HashMap<>();

  void add(String logicalId, String id, String arn) {
    ids.put(logicalId, id);
    arns.put(logicalId, arn);
  }

  @Override
  public Optional<String> ref(String logicalId) {
    return Optional.ofNullable(ids.get(logicalId));
  }

  @Override
  public Optional<String> attribute(String logicalId, String attribute) {
    return switch (attribute) {
      case "Arn" -> Optional.ofNullable(arns.get(logicalId));
      // Nobody connects there: the suite asks no endpoint for WebSocket APIs.
      case "ApiEndpoint" -> Optional.of("wss://sockets.example.com");
      default -> Optional.empty();
    };
  }

  @Override
  public Optional<String> secret(String arn) {
    return Optional.of(SECRET);
  }
}
