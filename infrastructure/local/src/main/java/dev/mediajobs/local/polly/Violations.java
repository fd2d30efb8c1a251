package dev.mediajobs.local.polly;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Everything in a request that the API model forbids, told together as the service does. */
final class Violations {

  private final List<String> found = new ArrayList<>();

  /** Reads a value that must be one of a set, if it is there. */
  <T> Optional<T> member(
      String field,
      Optional<String> value,
      Function<String, Optional<T>> reader,
      List<String> allowed) {
    Optional<T> member = value.flatMap(reader);
    if (value.isPresent() && member.isEmpty()) {
      add("'" + value.get() + "'", field, "satisfy enum value set: " + allowed);
    }
    return member;
  }

  /** Notes a field that must be there and is not. */
  void require(String field, Optional<?> value) {
    if (value.isEmpty()) {
      add("null", field, "not be null");
    }
  }

  private void add(String value, String field, String constraint) {
    found.add(
        "Value %s at '%s' failed to satisfy constraint: Member must %s"
            .formatted(value, field, constraint));
  }

  /**
   * Ends the checks.
   *
   * @throws RefusedException if anything was found
   */
  void refuse() {
    if (!found.isEmpty()) {
      throw RefusedException.invalid(
          "%d validation error%s detected: %s"
              .formatted(found.size(), found.size() == 1 ? "" : "s", String.join("; ", found)));
    }
  }
}
