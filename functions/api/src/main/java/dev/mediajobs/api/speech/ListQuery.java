package dev.mediajobs.api.speech;

import dev.mediajobs.api.http.FieldError;
import dev.mediajobs.api.http.Problem;
import dev.mediajobs.api.http.Refusal;
import dev.mediajobs.api.http.Request;
import dev.mediajobs.jobs.JobStatus;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Which of their jobs somebody wants to see.
 *
 * @param limit how many at most, 1 to 100
 * @param status only those of this one
 */
record ListQuery(int limit, Optional<JobStatus> status) {

  private static final int USUAL_LIMIT = 20;
  private static final int HIGHEST_LIMIT = 100;
  private static final Pattern NUMBER = Pattern.compile("[0-9]{1,3}");

  /**
   * What the query parameters ask for.
   *
   * @throws Refusal when one is wrong
   */
  static ListQuery of(Request request) throws Refusal {
    List<FieldError> errors = new ArrayList<>();
    int limit = request.query("limit").map(text -> limit(text, errors)).orElse(USUAL_LIMIT);
    Optional<JobStatus> status = request.query("status").flatMap(text -> status(text, errors));
    if (!errors.isEmpty()) {
      throw new Refusal(Problem.invalid(errors));
    }
    return new ListQuery(limit, status);
  }

  private static int limit(String text, List<FieldError> errors) {
    if (NUMBER.matcher(text).matches()) {
      int number = Integer.parseInt(text);
      if (number >= 1 && number <= HIGHEST_LIMIT) {
        return number;
      }
    }
    errors.add(new FieldError("limit", "must be a whole number between 1 and " + HIGHEST_LIMIT));
    return USUAL_LIMIT;
  }

  private static Optional<JobStatus> status(String text, List<FieldError> errors) {
    Optional<JobStatus> known =
        Arrays.stream(JobStatus.values()).filter(one -> one.text().equals(text)).findFirst();
    if (known.isEmpty()) {
      errors.add(
          new FieldError(
              "status",
              "must be one of "
                  + Arrays.stream(JobStatus.values())
                      .map(JobStatus::text)
                      .collect(Collectors.joining(", "))));
    }
    return known;
  }
}
