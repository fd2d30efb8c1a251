package dev.mediajobs.worker.media;

import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads the accounts that ffmpeg gives of itself at its end, in its verbose mode. Its exit code
 * says "success" even when next to nothing could be decoded.
 */
final class DecodingWatch {
  private static final Pattern ENCODED =
      Pattern.compile("^\\[out#(\\d{1,9}).* frames encoded \\((\\d{1,18}) samples\\)");
  private static final Pattern DECODED =
      Pattern.compile("^\\[in#0.* (\\d{1,18}) frames decoded; (\\d{1,18}) decode errors");

  /**
   * A gap so long that the memory for its silence was refused; everything after it would be early.
   */
  private static final String GAP_LEFT_OUT = "Failed to compensate for timestamp delta";

  /** By the number of the output. */
  private final SortedMap<Integer, Long> samples = new TreeMap<>();

  private Optional<String> complaint = Optional.empty();

  synchronized void read(String line) {
    Matcher encoded = ENCODED.matcher(line);
    if (encoded.find()) {
      samples.put(Integer.parseInt(encoded.group(1)), Long.parseLong(encoded.group(2)));
    }
    Matcher decoded = DECODED.matcher(line);
    if (decoded.find()) {
      long good = Long.parseLong(decoded.group(1));
      long bad = Long.parseLong(decoded.group(2));
      // Players and ffmpeg itself bear with a third of good frames, no less.
      if (bad / 2 > good) {
        complaint = Optional.of("%d frames decoded, %d could not be".formatted(good, bad));
      }
    }
    if (line.contains(GAP_LEFT_OUT)) {
      complaint = Optional.of("The timestamps leave a gap of more than an hour");
    }
  }

  /** How many samples the first output has. */
  synchronized long samples() {
    return samples.getOrDefault(0, 0L);
  }

  /** How many samples the last output has. */
  synchronized long samplesOfLast() {
    return samples.isEmpty() ? 0 : samples.lastEntry().getValue();
  }

  /** Why the result is not worth having; empty when it is. */
  synchronized Optional<String> complaint() {
    return samples() == 0 && complaint.isEmpty()
        ? Optional.of("No sound could be decoded")
        : complaint;
  }
}
