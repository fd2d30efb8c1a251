package dev.mediajobs.worker.speech;

import dev.mediajobs.speech.AudioFormat;
import dev.mediajobs.worker.media.Ffmpeg;
import dev.mediajobs.worker.media.MediaException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Joins pieces to one recording of even loudness. One pass measures, one writes: what is heard when
 * is decided by the pieces alone, for one gain applies to all of it, and where peaks would be too
 * high a limiter that delays nothing.
 */
final class Mixdown {
  private static final int BYTES_PER_SAMPLE = 2;
  private static final int WAV_HEADER = 44;

  /** Of the MP3; a voice at this sample rate needs no more. */
  private static final int BITS_PER_SECOND = 64_000;

  /** Peaks lie between samples too; four times as many show them (ITU-R BS.1770). */
  private static final int PEAK_RATE = 4 * SpokenPiece.SAMPLE_RATE;

  /** MP3 shifts peaks by some tenths of a decibel, and so does going back to the sample rate. */
  private static final double ROOM_FOR_CODING = 0.5;

  private static final Pattern ENCODED =
      Pattern.compile("^\\[out#0.* frames encoded \\((\\d{1,18}) samples\\)");

  private final Ffmpeg ffmpeg;
  private final Duration limit;

  /**
   * A mixdown by this ffmpeg.
   *
   * @param limit of each of the two passes, which take about a second for six minutes and, to
   *     encode MP3, for two minutes of sound
   */
  Mixdown(Ffmpeg ffmpeg, Duration limit) {
    this.ffmpeg = ffmpeg;
    this.limit = limit;
  }

  /**
   * Writes the recording.
   *
   * @param list for ffmpeg's concat demuxer, beside the pieces that it names
   * @param samples of all pieces together
   * @param sink neither flushed nor closed; to be thrown away when this throws
   * @throws IOException when ffmpeg fails, which it does with no pieces of ours, or as {@code sink}
   *     threw it
   */
  void write(WorkFolder folder, Path list, long samples, AudioFormat format, OutputStream sink)
      throws SpeechException, IOException, InterruptedException {
    Loudness loudness = measured(list);
    switch (format) {
      case WAV -> writeWav(list, samples, filters(loudness, samples), sink);
      case MP3 -> {
        folder.reserve(samples * BITS_PER_SECOND / 8 / SpokenPiece.SAMPLE_RATE);
        Path file = folder.file("speech.mp3");
        writeMp3(list, samples, filters(loudness, samples), file);
        Files.copy(file, sink);
      }
    }
  }

  private Loudness measured(Path list) throws SpeechException, IOException, InterruptedException {
    Loudness.Reader reader = new Loudness.Reader();
    List<String> arguments = reading(list, "info");
    arguments.addAll(List.of("-af", "ebur128=peak=true:framelog=quiet", "-f", "null", "-"));
    run(arguments, OutputStream.nullOutputStream(), reader::read);
    return reader.loudness();
  }

  private static String filters(Loudness loudness, long samples) {
    List<String> filters = new ArrayList<>();
    filters.add(String.format(Locale.ROOT, "volume=%.2fdB:precision=float", loudness.gain()));
    if (loudness.needsLimiter()) {
      double ceiling = Math.pow(10, (Loudness.HIGHEST_PEAK - ROOM_FOR_CODING) / 20);
      filters.add("aresample=" + PEAK_RATE);
      filters.add(
          String.format(
              Locale.ROOT, "alimiter=level=0:limit=%.4f:attack=5:release=50:latency=1", ceiling));
      filters.add("aresample=" + SpokenPiece.SAMPLE_RATE);
      // Whatever resampling does at the end.
      filters.add("apad=whole_len=" + samples);
      filters.add("atrim=end_sample=" + samples);
    }
    return String.join(",", filters);
  }

  private void writeWav(Path list, long samples, String filters, OutputStream sink)
      throws SpeechException, IOException, InterruptedException {
    sink.write(wavHeader(samples));
    AtomicLong written = new AtomicLong();
    List<String> arguments = reading(list, "error");
    arguments.addAll(List.of("-af", filters, "-f", "s16le", "pipe:1"));
    run(
        arguments,
        new OutputStream() {
          @Override
          public void write(int value) throws IOException {
            sink.write(value);
            written.incrementAndGet();
          }

          @Override
          public void write(byte[] buffer, int offset, int length) throws IOException {
            sink.write(buffer, offset, length);
            written.addAndGet(length);
          }
        },
        _ -> {});
    requireAll(samples, written.get() / BYTES_PER_SAMPLE);
  }

  private void writeMp3(Path list, long samples, String filters, Path file)
      throws SpeechException, IOException, InterruptedException {
    AtomicLong encoded = new AtomicLong();
    List<String> arguments = reading(list, "verbose");
    arguments.addAll(List.of("-nostats", "-af", filters, "-map_metadata", "-1"));
    arguments.addAll(List.of("-c:a", "libmp3lame", "-b:a", String.valueOf(BITS_PER_SECOND)));
    // To a file: its first frame tells players what to leave out at both ends, once that is known.
    arguments.addAll(List.of("-fflags", "+bitexact", "-f", "mp3", file.toString()));
    run(
        arguments,
        OutputStream.nullOutputStream(),
        line -> {
          Matcher account = ENCODED.matcher(line);
          if (account.find()) {
            encoded.set(Long.parseLong(account.group(1)));
          }
        });
    requireAll(samples, encoded.get());
  }

  private static List<String> reading(Path list, String loglevel) {
    List<String> arguments = new ArrayList<>(List.of("-loglevel", loglevel, "-y"));
    arguments.addAll(List.of("-protocol_whitelist", "file", "-format_whitelist", "concat,flac"));
    arguments.addAll(List.of("-f", "concat", "-safe", "1", "-i", list.toString()));
    arguments.addAll(List.of("-map", "0:a:0"));
    return arguments;
  }

  private void run(List<String> arguments, OutputStream output, Consumer<String> eachMessage)
      throws SpeechException, IOException, InterruptedException {
    Ffmpeg.Finished finished;
    try {
      finished = ffmpeg.run(arguments, limit, output, eachMessage);
    } catch (MediaException e) {
      throw SpeechException.passing("joining the pieces took too long", e);
    }
    if (!finished.succeeded()) {
      throw new IOException("The pieces can't be joined: " + finished.messages());
    }
  }

  private static void requireAll(long expected, long written) throws IOException {
    if (written != expected) {
      throw new IOException(
          "%,d samples were spoken, but %,d written".formatted(expected, written));
    }
  }

  /** http://soundfile.sapp.org/doc/WaveFormat/ */
  private static byte[] wavHeader(long samples) {
    int bytes = (int) (samples * BYTES_PER_SAMPLE);
    ByteBuffer header = ByteBuffer.allocate(WAV_HEADER).order(ByteOrder.LITTLE_ENDIAN);
    header.put("RIFF".getBytes(StandardCharsets.US_ASCII)).putInt(WAV_HEADER - 8 + bytes);
    header.put("WAVEfmt ".getBytes(StandardCharsets.US_ASCII)).putInt(16);
    header.putShort((short) 1).putShort((short) 1);
    header.putInt(SpokenPiece.SAMPLE_RATE).putInt(SpokenPiece.SAMPLE_RATE * BYTES_PER_SAMPLE);
    header.putShort((short) BYTES_PER_SAMPLE).putShort((short) (8 * BYTES_PER_SAMPLE));
    header.put("data".getBytes(StandardCharsets.US_ASCII)).putInt(bytes);
    return header.array();
  }
}
