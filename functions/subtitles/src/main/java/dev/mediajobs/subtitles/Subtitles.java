package dev.mediajobs.subtitles;

import java.io.BufferedWriter;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * A transcript and its cues, ready to be written in every format.
 *
 * @param transcript what was said
 * @param cues the same as subtitles, in order of time
 */
public record Subtitles(Transcript transcript, List<Cue> cues) {
  /** Keeps a copy of the cues. */
  public Subtitles {
    cues = List.copyOf(cues);
  }

  /** The subtitles of a transcript by these rules. */
  public static Subtitles of(Transcript transcript, CueRules rules) {
    return new Subtitles(transcript, Cues.from(transcript, rules));
  }

  /**
   * Whether there is nothing to show because nothing was said; every format then gives a valid file
   * without cues.
   */
  public boolean noSpeech() {
    return transcript.noSpeech();
  }

  /**
   * Writes the subtitles cue by cue and leaves the stream open, flushed.
   *
   * @throws IOException when the stream fails; part of the file may have been written
   */
  public void write(SubtitleFormat format, OutputStream out) throws IOException {
    Writer writer = new BufferedWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8));
    write(format, writer);
    writer.flush();
  }

  /**
   * Writes the subtitles cue by cue as text and leaves the writer open.
   *
   * @throws IOException when the writer fails; part of the file may have been written
   */
  public void write(SubtitleFormat format, Writer out) throws IOException {
    format.writer().write(this, out);
  }

  /** The whole file in memory: a few megabytes for four hours. */
  public byte[] toBytes(SubtitleFormat format) {
    var bytes = new ByteArrayOutputStream();
    try {
      write(format, bytes);
    } catch (IOException impossible) {
      throw new UncheckedIOException("Memory can't fail to be written to", impossible);
    }
    return bytes.toByteArray();
  }
}
