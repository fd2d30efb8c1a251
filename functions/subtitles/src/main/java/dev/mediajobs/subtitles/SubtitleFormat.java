package dev.mediajobs.subtitles;

/** The file formats that subtitles are written in, all in UTF-8 without a byte order mark. */
public enum SubtitleFormat {
  /** SubRip. It was never specified; what its players agree on is written. */
  SRT("srt", "application/x-subrip") {
    @Override
    SubtitleWriter writer() {
      return new SubRipWriter();
    }
  },

  /** <a href="https://www.w3.org/TR/webvtt1/">WebVTT</a>. */
  VTT("vtt", "text/vtt") {
    @Override
    SubtitleWriter writer() {
      return new WebVttWriter();
    }
  },

  /** This product's own, with everything that is known; {@link JsonWriter} says what it has. */
  JSON("json", "application/json") {
    @Override
    SubtitleWriter writer() {
      return new JsonWriter();
    }
  };

  private final String extension;
  private final String contentType;

  SubtitleFormat(String extension, String contentType) {
    this.extension = extension;
    this.contentType = contentType;
  }

  /** The ending of a file's name, without the dot. */
  public String extension() {
    return extension;
  }

  /** The media type to serve such a file with. */
  public String contentType() {
    return contentType;
  }

  abstract SubtitleWriter writer();
}
