package dev.mediajobs.local.polly;

import java.util.List;

/**
 * How the emulator behaves.
 *
 * @param voicesPerPage how many voices one answer of DescribeVoices holds, from 1 to 1,000
 * @param faults what goes wrong on purpose
 */
public record PollyOptions(int voicesPerPage, List<Fault> faults) {

  private static final int MOST_VOICES = 1000;

  /** Checks the range. */
  public PollyOptions {
    if (voicesPerPage < 1 || voicesPerPage > MOST_VOICES) {
      throw new IllegalArgumentException(
          "voicesPerPage must be from 1 to " + MOST_VOICES + ", not " + voicesPerPage);
    }
    faults = List.copyOf(faults);
  }

  /** All voices in one answer, as with the real service, and no faults. */
  public static PollyOptions defaults() {
    return new PollyOptions(MOST_VOICES, List.of());
  }

  /** The same with another size of a page. */
  public PollyOptions withVoicesPerPage(int number) {
    return new PollyOptions(number, faults);
  }

  /** The same with these faults instead of the earlier ones. */
  public PollyOptions withFaults(Fault... some) {
    return new PollyOptions(voicesPerPage, List.of(some));
  }
}
