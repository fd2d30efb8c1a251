package dev.mediajobs.benchmarks;

import dev.mediajobs.subtitles.Cue;
import dev.mediajobs.subtitles.CueRules;
import dev.mediajobs.subtitles.Cues;
import dev.mediajobs.subtitles.SubtitleFormat;
import dev.mediajobs.subtitles.Subtitles;
import dev.mediajobs.subtitles.TranscribeOutput;
import dev.mediajobs.subtitles.Transcript;
import dev.mediajobs.subtitles.TranscriptFormatException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** How long subtitles of a four-hour recording take once its transcript is there. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(1)
@Warmup(iterations = 5, time = 2)
@Measurement(iterations = 5, time = 3)
public class SubtitlesBenchmark {
  private final byte[] json = LongTranscript.json();
  private final Transcript transcript = read();

  /** From the bytes Transcribe wrote to the three files. */
  @Benchmark
  public int transcriptToAllFormats() throws IOException {
    Subtitles subtitles = Subtitles.of(read(), CueRules.defaults());
    for (SubtitleFormat format : SubtitleFormat.values()) {
      subtitles.write(format, OutputStream.nullOutputStream());
    }
    return subtitles.cues().size();
  }

  /** The part of it that reads. */
  @Benchmark
  public Transcript readTranscript() {
    return read();
  }

  /** The part of it that decides on cues and lines. */
  @Benchmark
  public List<Cue> buildCues() {
    return Cues.from(transcript, CueRules.defaults());
  }

  private Transcript read() {
    try {
      return TranscribeOutput.read(new ByteArrayInputStream(json));
    } catch (IOException | TranscriptFormatException ownMistake) {
      throw new IllegalStateException(
          "The benchmark wrote a transcript that can't be read", ownMistake);
    }
  }
}
