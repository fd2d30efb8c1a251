package dev.mediajobs.api.http;

import java.util.Optional;

/**
 * By this a client marks requests that are one and the same, sent again because no answer came
 * (https://datatracker.ietf.org/doc/draft-ietf-httpapi-idempotency-key-header/).
 *
 * @param value what the client chose, 1 to {@link #LONGEST} printable ASCII characters
 * @param fingerprint stands for the request's body: two requests with the same are the same
 */
public record IdempotencyKey(String value, String fingerprint) {

  /** The most characters of a key. */
  public static final int LONGEST = 255;

  private static final String HEADER = "idempotency-key";

  /**
   * The key that the request carries.
   *
   * @throws Refusal when it has one that is empty, too long or not printable
   */
  public static Optional<IdempotencyKey> of(Request request) throws Refusal {
    return of(request, request.body().text());
  }

  /**
   * The same, of a request whose body may be longer than most.
   *
   * @param body the request's body
   * @throws Refusal when it has one that is empty, too long or not printable
   */
  public static Optional<IdempotencyKey> of(Request request, String body) throws Refusal {
    Optional<String> given = request.header(HEADER);
    if (given.isEmpty()) {
      return Optional.empty();
    }
    String value = given.get();
    if (value.isBlank() || value.length() > LONGEST || !isPrintable(value)) {
      throw new Refusal(
          Problem.of(
              400,
              "invalid_idempotency_key",
              "Idempotency-Key must have 1 to %d printable ASCII characters. A random UUID will do."
                  .formatted(LONGEST)));
    }
    return Optional.of(new IdempotencyKey(value, Fingerprint.of(body)));
  }

  private static boolean isPrintable(String text) {
    return text.chars().allMatch(c -> c >= ' ' && c <= '~');
  }
}
