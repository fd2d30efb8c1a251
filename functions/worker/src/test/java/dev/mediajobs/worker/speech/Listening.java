package dev.mediajobs.worker.speech;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mediajobs.worker.media.BundledFfmpeg;
import dev.mediajobs.worker.media.Ffmpeg;
import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.ShortBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Hears what is in audio that was made, as a player would, without asking who made it. */
final class Listening {
  private static final int RATE = 24_000;

  /** One sound between two silences, and the pitch of it. */
  record Heard(Duration start, Duration end, int hertz) {}

  private final short[] samples;

  private Listening(short[] samples) {
    this.samples = samples;
  }

  /** Decodes a whole file with ffmpeg. */
  static Listening to(byte[] audio, Path scratch) throws Exception {
    Path file = Files.write(scratch.resolve("listening"), audio);
    ByteArrayOutputStream pcm = new ByteArrayOutputStream();
    Ffmpeg.Finished finished =
        BundledFfmpeg.get()
            .run(
                List.of("-loglevel", "error", "-i", file.toString(), "-f", "s16le", "pipe:1"),
                Duration.ofMinutes(1),
                pcm,
                _ -> {});
    assertThat(finished.messages()).isEmpty();
    ShortBuffer buffer =
        ByteBuffer.wrap(pcm.toByteArray()).order(ByteOrder.LITTLE_ENDIAN).asShortBuffer();
    short[] samples = new short[buffer.remaining()];
    buffer.get(samples);
    return new Listening(samples);
  }

  static Loudness loudness(byte[] audio, Path scratch) throws Exception {
    Path file = Files.write(scratch.resolve("listening"), audio);
    Loudness.Reader reader = new Loudness.Reader();
    BundledFfmpeg.get()
        .run(
            List.of(
                "-i",
                file.toString(),
                "-af",
                "ebur128=peak=true:framelog=quiet",
                "-f",
                "null",
                "-"),
            Duration.ofMinutes(1),
            OutputStream.nullOutputStream(),
            reader::read);
    return reader.loudness();
  }

  Duration duration() {
    return Duration.ofNanos(samples.length * 1_000_000_000L / RATE);
  }

  /** Every sound that silence of at least this length surrounds. */
  List<Heard> sounds(Duration silence) {
    long gap = silence.toMillis() * RATE / 1000;
    List<Heard> sounds = new ArrayList<>();
    int start = -1;
    int last = -1;
    for (int index = 0; index < samples.length; index++) {
      if (Math.abs(samples[index]) > 600) {
        if (start >= 0 && index - last > gap) {
          sounds.add(heard(start, last));
          start = index;
        }
        start = start < 0 ? index : start;
        last = index;
      }
    }
    if (start >= 0) {
      sounds.add(heard(start, last));
    }
    return sounds;
  }

  private Heard heard(int start, int last) {
    int crossings = 0;
    for (int index = start + 1; index <= last; index++) {
      if (samples[index - 1] < 0 && samples[index] >= 0) {
        crossings++;
      }
    }
    long hertz = Math.round((double) crossings * RATE / (last - start));
    return new Heard(time(start), time(last), (int) hertz);
  }

  private static Duration time(int index) {
    return Duration.ofNanos(index * 1_000_000_000L / RATE);
  }
}
