package dev.mediajobs.api.http;

import dev.mediajobs.json.Json;
import dev.mediajobs.json.JsonException;
import dev.mediajobs.json.JsonObject;
import java.util.ArrayList;
import java.util.List;

/**
 * The fields of a request's JSON body. What is wrong with them is gathered, so that a client hears
 * of everything at once.
 */
public final class Fields {

  private final JsonObject object;
  private final List<FieldError> errors = new ArrayList<>();

  private Fields(JsonObject object) {
    this.object = object;
  }

  /** Takes a value out of an object. */
  @FunctionalInterface
  public interface Reading<T> {
    /**
     * Takes it.
     *
     * @throws JsonException when it is not what it should be
     */
    T from(JsonObject object) throws JsonException;
  }

  /**
   * The fields of {@code request}'s body. The body decides whether it is JSON, not the Content-Type
   * that it came with.
   *
   * @throws Refusal when it is not a JSON object
   */
  public static Fields of(Request request) throws Refusal {
    return of(request.body().text());
  }

  /**
   * The same, for a body that may be left out.
   *
   * @throws Refusal when there is one and it is not a JSON object
   */
  public static Fields ofOptional(Request request) throws Refusal {
    String text = request.body().text();
    return of(text.isBlank() ? "{}" : text);
  }

  private static Fields of(String text) throws Refusal {
    try {
      return new Fields(Json.object(text));
    } catch (JsonException e) {
      throw new Refusal(Problem.of(400, "malformed_json", "The body " + e.problem() + "."));
    }
  }

  /**
   * What {@code reading} takes out of the body.
   *
   * @param otherwise what to go on with when that fails; {@link #check} will tell
   */
  public <T> T read(Reading<T> reading, T otherwise) {
    try {
      return reading.from(object);
    } catch (JsonException e) {
      refuse(e.field(), e.problem());
      return otherwise;
    }
  }

  /** Notes that {@code field} is wrong. */
  public void refuse(String field, String problem) {
    errors.add(new FieldError(field, problem));
  }

  /**
   * Ends the reading.
   *
   * @throws Refusal when anything was wrong
   */
  public void check() throws Refusal {
    if (!errors.isEmpty()) {
      throw new Refusal(Problem.invalid(errors));
    }
  }
}
