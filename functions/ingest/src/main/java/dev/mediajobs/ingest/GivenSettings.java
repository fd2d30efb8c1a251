package dev.mediajobs.ingest;

import dev.mediajobs.json.Json;
import dev.mediajobs.json.JsonException;
import dev.mediajobs.json.JsonObject;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The settings that go with an object, as texts by name. They may stand in the names of its
 * folders, such as {@code language=de-DE}, in a JSON object beside it, and in its metadata; what
 * comes later in this order is nearer to the object and counts.
 */
final class GivenSettings {

  /** What the names of metadata begin with that are settings. */
  private static final String METADATA = "mediajobs-";

  private GivenSettings() {}

  /**
   * All of them.
   *
   * @param metadata the object's metadata; names without {@code x-amz-meta-}
   * @param sidecar the JSON text beside the object; empty when there is none
   * @throws RefusedObjectException when the sidecar can't be read
   */
  static Map<String, String> of(
      InboxKey key, Map<String, String> metadata, Optional<String> sidecar)
      throws RefusedObjectException {
    Map<String, String> given = new LinkedHashMap<>(inFolders(key));
    if (sidecar.isPresent()) {
      given.putAll(inSidecar(sidecar.get()));
    }
    given.putAll(inMetadata(metadata));
    return given;
  }

  private static Map<String, String> inFolders(InboxKey key) {
    Map<String, String> given = new LinkedHashMap<>();
    for (String folder : key.folders()) {
      int sign = folder.indexOf('=');
      if (sign >= 0) {
        given.put(sign == 0 ? "=" : folder.substring(0, sign), folder.substring(sign + 1));
      }
    }
    return given;
  }

  private static Map<String, String> inSidecar(String text) throws RefusedObjectException {
    Map<String, String> given = new HashMap<>();
    try {
      JsonObject json = Json.object(text);
      for (String name : json.names()) {
        json.scalar(name).ifPresent(value -> given.put(name, value));
      }
    } catch (JsonException e) {
      throw new RefusedObjectException(
          "invalid_settings", "The sidecar can't be read: %s.".formatted(e.getMessage()));
    }
    return given;
  }

  /** Names in HTTP headers have hyphens, for many servers drop underscores there. */
  private static Map<String, String> inMetadata(Map<String, String> metadata) {
    Map<String, String> given = new HashMap<>();
    metadata.forEach(
        (name, value) -> {
          if (name.startsWith(METADATA)) {
            given.put(name.substring(METADATA.length()).replace('-', '_'), value);
          }
        });
    return given;
  }
}
