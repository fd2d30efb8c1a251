package dev.mediajobs.subtitles;

/** The file formats that subtitles are written in, all in UTF-8 without a byte order mark. */
public enum SubtitleFormat {
  /** SubRip. It was never specified; what its players agree on is written. */
  SRT {
    @Override
    SubtitleWriter writer() {
      return new SubRipWriter();
    }
  },

  /** <a href="https://www.w3.org/TR/webvtt1/">WebVTT</a>. */
  VTT {
    @Override
    SubtitleWriter writer() {
      return new WebVttWriter();
    }
  },

  /** This product's own, with everything that is known; {@link JsonWriter} says what it has. */
  JSON {
    @Override
    SubtitleWriter writer() {
      return new JsonWriter();
    }
  };

  abstract SubtitleWriter writer();
}
