package dev.mediajobs.api.uploads;

import java.util.OptionalLong;

/** How a file is cut into the parts of a multipart upload. */
final class PartSizes {

  /** The largest file that is uploaded with one PUT, in bytes: 100 MB. */
  static final long LARGEST_SINGLE = 100_000_000;

  /** The most parts; each costs a signed address in the answer. */
  static final int MOST_PARTS = 200;

  private static final long MEBIBYTE = 1024 * 1024;

  /** S3 takes no part under 5 MiB but the last; this many make fewer requests. */
  private static final long SMALLEST = 16 * MEBIBYTE;

  private PartSizes() {}

  /** The size of each part but the last, in whole MiB; empty when one PUT will do. */
  static OptionalLong of(long fileBytes) {
    if (fileBytes <= LARGEST_SINGLE) {
      return OptionalLong.empty();
    }
    long mebibytes = Math.ceilDiv(Math.ceilDiv(fileBytes, (long) MOST_PARTS), MEBIBYTE);
    return OptionalLong.of(Math.max(SMALLEST, mebibytes * MEBIBYTE));
  }
}
