package dev.mediajobs.api.canonical;

import dev.mediajobs.api.http.FieldError;
import dev.mediajobs.api.http.Fields;
import dev.mediajobs.api.http.Problem;
import dev.mediajobs.api.http.Refusal;
import dev.mediajobs.api.http.Request;
import dev.mediajobs.json.JsonException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Which jobs somebody wants to see.
 *
 * @param tokens of which jobs, each once
 * @param page which page of them, from 1
 * @param perPage how many jobs a page has
 */
record ListForm(Set<String> tokens, int page, int perPage) {

  /** As many jobs as one request may ask for; each is a row to be read. */
  static final int MOST_TOKENS = 1000;

  private static final int FIRST_PAGE = 1;
  private static final int LAST_PAGE = 1_000_000;
  private static final int USUAL_PER_PAGE = 10;
  private static final int MOST_PER_PAGE = 100;
  private static final Pattern COMMA = Pattern.compile(",");
  private static final Pattern NUMBER = Pattern.compile("[0-9]{1,7}");

  /**
   * What a query asks for; tokens are separated by commas.
   *
   * @throws Refusal when a parameter is missing or wrong
   */
  static ListForm ofQuery(Request request) throws Refusal {
    List<FieldError> errors = new ArrayList<>();
    Set<String> tokens =
        reading(errors, () -> tokens(request.query("tokens").map(ListForm::parts)), Set.of());
    int page = reading(errors, () -> number(request, "page", FIRST_PAGE, LAST_PAGE), FIRST_PAGE);
    int perPage =
        reading(
            errors,
            () -> number(request, "per_page", USUAL_PER_PAGE, MOST_PER_PAGE),
            USUAL_PER_PAGE);
    if (!errors.isEmpty()) {
      throw new Refusal(Problem.invalid(errors));
    }
    return new ListForm(tokens, page, perPage);
  }

  /**
   * What a body asks for.
   *
   * @throws Refusal when a field is missing or wrong
   */
  static ListForm ofBody(Request request) throws Refusal {
    Fields fields = Fields.of(request);
    Set<String> tokens = fields.read(json -> tokens(json.strings("tokens")), Set.<String>of());
    long page = fields.read(json -> json.wholeNumber("page", 1, LAST_PAGE).orElse(FIRST_PAGE), 1L);
    long perPage =
        fields.read(
            json -> json.wholeNumber("per_page", 1, MOST_PER_PAGE).orElse(USUAL_PER_PAGE), 1L);
    fields.check();
    return new ListForm(tokens, (int) page, (int) perPage);
  }

  private static Set<String> tokens(Optional<List<String>> given) throws JsonException {
    if (given.isEmpty()) {
      throw new JsonException("tokens", "is missing; name the access tokens of the jobs");
    }
    Set<String> tokens = new LinkedHashSet<>(given.get());
    if (tokens.size() > MOST_TOKENS) {
      throw new JsonException("tokens", "may be at most %,d".formatted(MOST_TOKENS));
    }
    return tokens;
  }

  private static List<String> parts(String list) {
    return COMMA.splitAsStream(list).filter(token -> !token.isEmpty()).toList();
  }

  private static int number(Request request, String name, int usual, int most)
      throws JsonException {
    Optional<String> given = request.query(name);
    if (given.isEmpty()) {
      return usual;
    }
    return given
        .filter(text -> NUMBER.matcher(text).matches())
        .map(Integer::valueOf)
        .filter(number -> number >= 1 && number <= most)
        .orElseThrow(
            () ->
                new JsonException(name, "must be a whole number between 1 and %d".formatted(most)));
  }

  /** Takes a value out of a query. */
  @FunctionalInterface
  private interface Reading<T> {
    T value() throws JsonException;
  }

  private static <T> T reading(List<FieldError> errors, Reading<T> reading, T otherwise) {
    try {
      return reading.value();
    } catch (JsonException e) {
      errors.add(new FieldError(e.field(), e.problem()));
      return otherwise;
    }
  }
}
