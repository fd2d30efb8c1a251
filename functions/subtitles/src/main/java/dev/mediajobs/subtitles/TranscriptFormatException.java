package dev.mediajobs.subtitles;

/**
 * The bytes are not a transcript as the recogniser documents it: something else, cut short, or with
 * times that can't be. Reading the same bytes again will not help; failures of the stream itself
 * are an {@link java.io.IOException} instead.
 */
public final class TranscriptFormatException extends Exception {
  private static final long serialVersionUID = 1L;

  TranscriptFormatException(String message) {
    super(message);
  }

  TranscriptFormatException(String message, Throwable cause) {
    super(message, cause);
  }
}
