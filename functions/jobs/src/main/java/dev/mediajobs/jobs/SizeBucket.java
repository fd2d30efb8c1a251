package dev.mediajobs.jobs;

/** Recordings of about the same size, whose jobs last about the same time. */
enum SizeBucket {
  SMALL("0-100MB", 100),
  MEDIUM("100-500MB", 500),
  LARGE("500MB+", Long.MAX_VALUE);

  private static final long MEGABYTE = 1024L * 1024;

  private final String text;
  private final long belowMegabytes;

  SizeBucket(String text, long belowMegabytes) {
    this.text = text;
    this.belowMegabytes = belowMegabytes;
  }

  /** The spelling in rows. */
  String text() {
    return text;
  }

  static SizeBucket of(long bytes) {
    for (SizeBucket bucket : values()) {
      if (bytes / MEGABYTE < bucket.belowMegabytes) {
        return bucket;
      }
    }
    return LARGE;
  }
}
