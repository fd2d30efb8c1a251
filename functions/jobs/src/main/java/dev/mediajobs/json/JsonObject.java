package dev.mediajobs.json;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/**
 * The members of a JSON object, each asked for by name and type. A member that is null counts as
 * absent; one of another type is an error that names it.
 */
public final class JsonObject {

  private static final long LARGEST_SCALAR = 999_999_999_999_999_999L;

  private final String path;
  private final Map<String, Optional<Object>> members;

  JsonObject(String path, Map<String, Optional<Object>> members) {
    this.path = path;
    this.members = members;
  }

  /**
   * The string called {@code name}; empty when absent.
   *
   * @throws JsonException when it is something else
   */
  public Optional<String> string(String name) throws JsonException {
    return typed(name, String.class, "must be a string");
  }

  /**
   * The string called {@code name}.
   *
   * @throws JsonException when it is absent or something else
   */
  public String requiredString(String name) throws JsonException {
    return string(name).orElseThrow(() -> new JsonException(path + name, "is missing"));
  }

  /** The names of all members, those too that are null. */
  public Set<String> names() {
    return Set.copyOf(members.keySet());
  }

  /**
   * The string, whole number or truth value called {@code name}, as a text; empty when absent.
   *
   * @throws JsonException when it is a list, an object, or a number that is no whole one or has
   *     more than 18 digits
   */
  public Optional<String> scalar(String name) throws JsonException {
    Optional<Object> value = members.getOrDefault(name, Optional.empty());
    return switch (value.orElse(null)) {
      case null -> Optional.empty();
      case String text -> Optional.of(text);
      case Boolean truth -> Optional.of(truth.toString());
      case BigDecimal _ ->
          Optional.of(Long.toString(requiredWholeNumber(name, -LARGEST_SCALAR, LARGEST_SCALAR)));
      default ->
          throw new JsonException(path + name, "must be a string, a whole number, true or false");
    };
  }

  /**
   * The truth value called {@code name}; empty when absent.
   *
   * @throws JsonException when it is something else
   */
  public Optional<Boolean> bool(String name) throws JsonException {
    return typed(name, Boolean.class, "must be true or false");
  }

  /**
   * The whole number called {@code name}; empty when absent.
   *
   * @throws JsonException when it is something else, or not between {@code least} and {@code most}
   */
  public OptionalLong wholeNumber(String name, long least, long most) throws JsonException {
    Optional<BigDecimal> number = typed(name, BigDecimal.class, "must be a whole number");
    if (number.isEmpty()) {
      return OptionalLong.empty();
    }
    BigDecimal value = number.get();
    // A number such as 1e999999999 is short to send and endless to write out: compare before
    // converting.
    boolean tooBig = value.compareTo(BigDecimal.valueOf(most)) > 0;
    boolean tooSmall = value.compareTo(BigDecimal.valueOf(least)) < 0;
    if (tooBig || tooSmall) {
      throw new JsonException(path + name, "must lie between %d and %d".formatted(least, most));
    }
    if (value.stripTrailingZeros().scale() > 0) {
      throw new JsonException(path + name, "must be a whole number");
    }
    return OptionalLong.of(value.longValue());
  }

  /**
   * The whole number called {@code name}.
   *
   * @throws JsonException when it is absent, something else, or not between {@code least} and
   *     {@code most}
   */
  public long requiredWholeNumber(String name, long least, long most) throws JsonException {
    return wholeNumber(name, least, most)
        .orElseThrow(() -> new JsonException(path + name, "is missing"));
  }

  /**
   * The object called {@code name}; empty when absent.
   *
   * @throws JsonException when it is something else
   */
  public Optional<JsonObject> object(String name) throws JsonException {
    Optional<Object> value = members.getOrDefault(name, Optional.empty());
    return value.isEmpty() ? Optional.empty() : Optional.of(object(value.get(), path + name));
  }

  /**
   * The list of objects called {@code name}; empty when absent.
   *
   * @throws JsonException when it is something else
   */
  public List<JsonObject> objects(String name) throws JsonException {
    Optional<Object> value = members.getOrDefault(name, Optional.empty());
    if (value.isEmpty()) {
      return List.of();
    }
    if (!(value.get() instanceof List<?> elements)) {
      throw new JsonException(path + name, "must be a list of objects");
    }
    List<JsonObject> objects = new ArrayList<>();
    for (Object element : elements) {
      String where = "%s%s[%d]".formatted(path, name, objects.size());
      if (!(element instanceof Optional<?> present) || present.isEmpty()) {
        throw new JsonException(where, "must be an object");
      }
      objects.add(object(present.get(), where));
    }
    return objects;
  }

  /**
   * The list of strings called {@code name}; empty when absent.
   *
   * @throws JsonException when it is something else
   */
  public Optional<List<String>> strings(String name) throws JsonException {
    Optional<Object> value = members.getOrDefault(name, Optional.empty());
    if (value.isEmpty()) {
      return Optional.empty();
    }
    if (!(value.get() instanceof List<?> elements)) {
      throw new JsonException(path + name, "must be a list of strings");
    }
    List<String> strings = new ArrayList<>();
    for (Object element : elements) {
      if (!(element instanceof Optional<?> present)
          || present.isEmpty()
          || !(present.get() instanceof String text)) {
        throw new JsonException(
            "%s%s[%d]".formatted(path, name, strings.size()), "must be a string");
      }
      strings.add(text);
    }
    return Optional.of(strings);
  }

  @SuppressWarnings("unchecked")
  private static JsonObject object(Object value, String where) throws JsonException {
    if (!(value instanceof Map<?, ?> members)) {
      throw new JsonException(where, "must be an object");
    }
    return new JsonObject(where + ".", (Map<String, Optional<Object>>) members);
  }

  private <T> Optional<T> typed(String name, Class<T> type, String problem) throws JsonException {
    Optional<Object> value = members.getOrDefault(name, Optional.empty());
    if (value.isEmpty()) {
      return Optional.empty();
    }
    if (!type.isInstance(value.get())) {
      throw new JsonException(path + name, problem);
    }
    return Optional.of(type.cast(value.get()));
  }
}
