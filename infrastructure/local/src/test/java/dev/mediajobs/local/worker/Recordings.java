package dev.mediajobs.local.worker;

import dev.mediajobs.worker.media.Ffmpeg;
import dev.mediajobs.worker.media.MediaException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Small recordings made by ffmpeg. */
public final class Recordings {

  private static final String TONE =
      "aevalsrc=0.4*sin(2*PI*220*t)*gt(sin(4*PI*t)\\,-0.5):s=16000:d=%s";

  /** The same for two seconds, in noise of this amplitude, of which FLAC can save little. */
  private static final String NOISY_TONE =
      "aevalsrc=0.4*sin(2*PI*220*t)*gt(sin(4*PI*t)\\,-0.5)*lt(t\\,2)+%s*(2*random(0)-1):s=16000:d=%s";

  private static final String NOISY = NOISY_TONE.formatted("0.02", "6");

  private static final String PICTURE = "color=c=gray:s=64x64:r=10:d=%s";

  private Recordings() {}

  /**
   * A video of so many seconds with a tone; a recogniser that follows a script hears words in it.
   */
  public static byte[] video(String seconds) throws Exception {
    return made(
        "talk.mp4",
        "-f",
        "lavfi",
        "-i",
        PICTURE.formatted(seconds),
        "-f",
        "lavfi",
        "-i",
        TONE.formatted(seconds),
        "-shortest");
  }

  /** A video of ten minutes whose sound takes as much room as speech: about 10 MB of FLAC. */
  public static byte[] longVideo() throws Exception {
    return made(
        "long.mp4",
        "-f",
        "lavfi",
        "-i",
        PICTURE.formatted("600"),
        "-f",
        "lavfi",
        "-i",
        NOISY_TONE.formatted("0.01", "600"),
        "-shortest");
  }

  /**
   * A video of six seconds: two of a tone that comes and goes, four of nothing, noise all the way.
   */
  public static byte[] noisyVideo() throws Exception {
    return made(
        "noisy.mp4",
        "-f",
        "lavfi",
        "-i",
        PICTURE.formatted("6"),
        "-f",
        "lavfi",
        "-i",
        NOISY,
        "-shortest");
  }

  /** The sound of that video, in a file with this ending, coded as ffmpeg's options say. */
  static byte[] noisySound(String ending, String... coding) throws Exception {
    List<String> arguments = new ArrayList<>(List.of("-f", "lavfi", "-i", NOISY));
    arguments.addAll(List.of(coding));
    return made("noisy." + ending, arguments.toArray(String[]::new));
  }

  static byte[] videoWithoutSound() throws Exception {
    return made("mute.mp4", "-f", "lavfi", "-i", PICTURE.formatted("2"));
  }

  static byte[] silence(String seconds) throws Exception {
    return made("silence.wav", "-f", "lavfi", "-i", "anullsrc=r=16000:cl=mono", "-t", seconds);
  }

  public static byte[] tone(String seconds) throws Exception {
    return made("tone.wav", "-f", "lavfi", "-i", TONE.formatted(seconds));
  }

  /** A tone in two channels, each the other's mirror image. */
  static byte[] mirroredTone(String seconds) throws Exception {
    String mirrored = "pan=stereo|c0=c0|c1=-1*c0";
    return made("mirrored.wav", "-f", "lavfi", "-i", TONE.formatted(seconds), "-af", mirrored);
  }

  /** Six minutes of sound, 9 MB of FLAC, which a worker stores in two parts. */
  public static byte[] soundInTwoParts() throws Exception {
    return made("long.wav", "-f", "lavfi", "-i", NOISY_TONE.formatted("0.05", "360"));
  }

  /** A recording whose sound begins so many seconds after its picture. */
  static byte[] lateSound(String seconds) throws Exception {
    return made(
        "late.mkv",
        "-f",
        "lavfi",
        "-i",
        PICTURE.formatted("6"),
        "-itsoffset",
        seconds,
        "-f",
        "lavfi",
        "-i",
        TONE.formatted("3"),
        "-c:a",
        "pcm_s16le");
  }

  /** How long the sound of a file is that ffmpeg can decode without a complaint. */
  static Duration decoded(byte[] file) throws Exception {
    Path folder = Files.createTempDirectory("recordings");
    Path whole = Files.write(folder.resolve("whole"), file);
    Path raw = folder.resolve("raw");
    List<String> arguments = new ArrayList<>(List.of("-v", "error", "-xerror"));
    arguments.addAll(List.of("-i", whole.toString()));
    arguments.addAll(List.of("-ar", "48000", "-ac", "1", "-f", "s16le", raw.toString()));
    try {
      Ffmpeg.Finished finished = Ffmpeg.unpacked().run(arguments, Duration.ofMinutes(1));
      if (!finished.succeeded() || !finished.messages().isBlank()) {
        throw new IOException(finished.messages());
      }
      return Duration.ofMillis(Files.size(raw) / 96);
    } finally {
      Files.deleteIfExists(raw);
      Files.delete(whole);
      Files.delete(folder);
    }
  }

  private static byte[] made(String name, String... arguments)
      throws IOException, InterruptedException, MediaException {
    Path folder = Files.createTempDirectory("recordings");
    Path file = folder.resolve(name);
    try {
      List<String> all = new ArrayList<>(List.of(arguments));
      all.add(file.toString());
      Ffmpeg.Finished finished = Ffmpeg.unpacked().run(all, Duration.ofMinutes(1));
      if (!finished.succeeded()) {
        throw new IOException(finished.messages());
      }
      return Files.readAllBytes(file);
    } finally {
      Files.deleteIfExists(file);
      Files.delete(folder);
    }
  }
}
