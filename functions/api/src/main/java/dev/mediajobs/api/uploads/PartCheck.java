package dev.mediajobs.api.uploads;

import dev.mediajobs.api.http.Problem;
import dev.mediajobs.api.http.Refusal;
import dev.mediajobs.jobs.Incoming;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Whether the parts that a client claims are all the parts of its upload, and those that lie in the
 * bucket.
 *
 * @param upload the upload
 * @param claimed what the client says; no number twice
 * @param stored what the bucket says
 */
record PartCheck(Incoming upload, List<ClaimedPart> claimed, List<StoredPart> stored) {

  /**
   * Checks it.
   *
   * @throws Refusal naming the numbers at fault
   */
  void pass() throws Refusal {
    refuseAny(
        "parts_unknown",
        "The upload has only %d parts; it has none of these: %%s.".formatted(upload.partCount()),
        claimed.stream().mapToInt(ClaimedPart::number).filter(n -> n > upload.partCount()));
    refuseAny(
        "parts_missing",
        "These parts are missing; upload them and name each with its ETag: %s.",
        numbers().filter(number -> !isStored(number) || !isClaimed(number)));
    refuseAny(
        "parts_differ",
        "These parts are not as they were uploaded last; compare their ETags or upload them again:"
            + " %s.",
        numbers().filter(number -> !isRight(number)));
  }

  private IntStream numbers() {
    return IntStream.rangeClosed(1, upload.partCount());
  }

  private boolean isStored(int number) {
    return stored.stream().anyMatch(part -> part.number() == number);
  }

  private boolean isClaimed(int number) {
    return claimed.stream().anyMatch(part -> part.number() == number);
  }

  private boolean isRight(int number) {
    return stored.stream()
        .filter(part -> part.number() == number)
        .filter(part -> part.sizeBytes() == upload.partBytes(number))
        .anyMatch(part -> claimed.stream().anyMatch(claim -> claim.isThat(part)));
  }

  private static void refuseAny(String code, String detail, IntStream numbers) throws Refusal {
    String found = numbers.mapToObj(Integer::toString).collect(Collectors.joining(", "));
    if (!found.isEmpty()) {
      throw new Refusal(Problem.of(409, code, detail.formatted(found)));
    }
  }
}
