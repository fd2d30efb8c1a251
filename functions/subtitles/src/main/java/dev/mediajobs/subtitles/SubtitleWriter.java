package dev.mediajobs.subtitles;

import java.io.IOException;
import java.io.Writer;

/** Writes subtitles in one format. */
interface SubtitleWriter {
  /** Writes all of it, cue by cue, and leaves the writer open. */
  void write(Subtitles subtitles, Writer out) throws IOException;
}
