package dev.mediajobs.worker.media;

/**
 * A recording that can't be read, and why. The message is technical detail for the log: it never
 * holds a signed address, and it is not written for the person who handed the recording in.
 */
public final class MediaException extends Exception {
  private static final long serialVersionUID = 1L;

  /** Why a recording can't be read. */
  public enum Kind {
    /**
     * Not a recording at all, or of a format that is not accepted (playlists, pictures, text,
     * scripts).
     */
    NOT_MEDIA,
    /**
     * Of a known format, but broken, cut short, encrypted or of a codec that nobody here decodes.
     */
    DAMAGED,
    /** A recording without any sound. */
    NO_AUDIO,
    /** More sound than the caller asked for at most. */
    TOO_LONG,
    /** The source does not exist, or its address is not (or no longer) allowed to be read. */
    GONE,
    /** The source could not be reached, or broke off and stayed away; another try may succeed. */
    UNREACHABLE,
    /** The time limit passed first; another try may succeed. */
    TIMED_OUT
  }

  private final Kind kind;

  MediaException(Kind kind, String detail) {
    super(kind + ": " + Redaction.of(detail));
    this.kind = kind;
  }

  /** Why, for programs. */
  public Kind kind() {
    return kind;
  }
}
