package dev.mediajobs.local.polly;

import dev.mediajobs.local.voice.Synthesizer;
import dev.mediajobs.worker.media.Ffmpeg;
import dev.mediajobs.worker.media.MediaException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Encodes samples with the bundled ffmpeg; the same samples always give the same bytes. Ogg Vorbis
 * has two equal channels here, where the real service has one: the bundled encoder can't do less.
 */
final class AudioEncoder {

  private static final Duration LIMIT = Duration.ofMinutes(2);

  private @Nullable Ffmpeg ffmpeg;

  /**
   * Encodes.
   *
   * @param samples of one channel, {@link Synthesizer#SAMPLE_RATE} a second
   * @param format one that has sound
   * @param sampleRate samples a second of the result, one that the format allows
   * @throws IOException if ffmpeg does not start or fails
   */
  byte[] encode(short[] samples, OutputFormat format, int sampleRate)
      throws IOException, InterruptedException {
    byte[] raw = littleEndian(samples);
    if (format == OutputFormat.PCM && sampleRate == Synthesizer.SAMPLE_RATE) {
      return raw;
    }
    Path source = Files.createTempFile("polly", ".raw");
    Path target = Files.createTempFile("polly", ".encoded");
    try {
      Files.write(source, raw);
      Ffmpeg.Finished finished = ffmpeg().run(arguments(source, target, format, sampleRate), LIMIT);
      if (!finished.succeeded()) {
        throw new IOException("ffmpeg could not encode speech: " + finished.messages());
      }
      return Files.readAllBytes(target);
    } catch (MediaException e) {
      throw new IOException("ffmpeg took too long to encode speech", e);
    } finally {
      Files.delete(source);
      Files.delete(target);
    }
  }

  private static List<String> arguments(
      Path source, Path target, OutputFormat format, int sampleRate) {
    List<String> arguments =
        new ArrayList<>(
            List.of(
                "-loglevel",
                "error",
                "-y",
                "-f",
                "s16le",
                "-ar",
                String.valueOf(Synthesizer.SAMPLE_RATE),
                "-ac",
                "1",
                "-i",
                source.toString(),
                "-map_metadata",
                "-1",
                "-fflags",
                "+bitexact",
                "-flags:a",
                "+bitexact",
                "-threads",
                "1",
                "-ar",
                String.valueOf(sampleRate)));
    arguments.addAll(codec(format));
    arguments.add(target.toString());
    return arguments;
  }

  private static List<String> codec(OutputFormat format) {
    return switch (format) {
      case MP3 -> List.of("-c:a", "libmp3lame", "-b:a", "48k", "-f", "mp3");
      case OGG_OPUS -> List.of("-c:a", "libopus", "-b:a", "32k", "-f", "ogg");
      // Made two by "-ac", the channels would be 3 dB softer.
      case OGG_VORBIS ->
          List.of(
              "-af",
              "pan=stereo|c0=c0|c1=c0",
              "-c:a",
              "vorbis",
              "-strict",
              "experimental",
              "-f",
              "ogg");
      case PCM -> List.of("-c:a", "pcm_s16le", "-f", "s16le");
      case JSON -> throw new IllegalArgumentException("Speech marks are no sound");
    };
  }

  private synchronized Ffmpeg ffmpeg() throws IOException, InterruptedException {
    Ffmpeg unpacked = ffmpeg;
    if (unpacked == null) {
      unpacked = Ffmpeg.unpacked();
      ffmpeg = unpacked;
    }
    return unpacked;
  }

  private static byte[] littleEndian(short[] samples) {
    ByteBuffer bytes = ByteBuffer.allocate(2 * samples.length).order(ByteOrder.LITTLE_ENDIAN);
    bytes.asShortBuffer().put(samples);
    return bytes.array();
  }
}
