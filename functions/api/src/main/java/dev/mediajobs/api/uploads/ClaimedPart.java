package dev.mediajobs.api.uploads;

import dev.mediajobs.json.JsonException;
import dev.mediajobs.json.JsonObject;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * A part that a client says it has uploaded.
 *
 * @param number counts from 1
 * @param etag what S3 answered, with or without its quotes
 */
public record ClaimedPart(int number, String etag) {

  /**
   * The parts that the field {@code parts} of a request's body names; none when it is absent.
   *
   * @throws JsonException when it makes no sense, or names a part twice
   */
  public static List<ClaimedPart> listOf(JsonObject json) throws JsonException {
    List<ClaimedPart> parts = new ArrayList<>();
    Set<Integer> numbers = new HashSet<>();
    for (JsonObject part : json.objects("parts")) {
      int number = (int) part.requiredWholeNumber("number", 1, PartSizes.MOST_PARTS);
      if (!numbers.add(number)) {
        throw new JsonException("parts", "name number %d more than once".formatted(number));
      }
      parts.add(new ClaimedPart(number, part.requiredString("etag")));
    }
    return parts;
  }

  /** Whether {@code stored} is that part. */
  boolean isThat(StoredPart stored) {
    return number == stored.number() && bare(etag).equals(bare(stored.etag()));
  }

  private static String bare(String etag) {
    return etag.replace("\"", "");
  }
}
