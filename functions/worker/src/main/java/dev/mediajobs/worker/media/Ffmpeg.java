package dev.mediajobs.worker.media;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The ffmpeg that is bundled with the product, ready to run. Each run is a process of its own with
 * an empty environment, no input and a time limit; none survives its call or this JVM. Safe for use
 * by many threads.
 */
public final class Ffmpeg {
  /**
   * How a run ended: the program's exit code (0 is success) and the last of its messages, without
   * secrets.
   */
  public record Finished(int exitCode, String messages) {
    /** Whether the program itself says so; ffmpeg does even after a download that broke off. */
    public boolean succeeded() {
      return exitCode == 0;
    }
  }

  /**
   * Screens and sound: named by the bundled libavdevice, never called here, and lacking on servers.
   */
  private static final Set<String> OPTIONAL_LIBRARIES =
      Set.of("libxcb.so.1", "libxcb-shm.so.0", "libasound.so.2", "libpulse.so.0");

  private static final Pattern LACKING =
      Pattern.compile("error while loading shared libraries: ([^:\\s]+): ");

  private static final Duration VERSION_LIMIT = Duration.ofSeconds(20);

  private final Path folder;
  private final Certificates certificates;

  private Ffmpeg(Path folder, Certificates certificates) {
    this.folder = folder;
    this.certificates = certificates;
  }

  /**
   * The bundled ffmpeg, unpacked (60 MB) into a folder of {@code cache} unless an undamaged copy of
   * the same version is there. Any number of processes may share the cache. Takes some 0.3 s the
   * first time, 0.1 s later.
   *
   * @param cache made if it doesn't exist; nobody but this user should be able to write to it,
   *     since programs are run from it
   * @throws IOException when the class path holds no ffmpeg for this machine, the cache can't be
   *     written, or ffmpeg does not start
   * @throws IllegalStateException on a machine that no ffmpeg is bundled for
   */
  public static Ffmpeg unpackedIn(Path cache) throws IOException, InterruptedException {
    Platform platform = Platform.current();
    Path folder = new Installation(cache, Clock.systemUTC()).of(Bundle.of(platform));
    Ffmpeg ffmpeg = new Ffmpeg(folder, Certificates.ofThisJvm(cache));
    ffmpeg.supplyLackingLibraries(platform);
    return ffmpeg;
  }

  /**
   * The bundled ffmpeg, unpacked into a folder of this user's below the system's temporary one. See
   * {@link #unpackedIn}.
   */
  public static Ffmpeg unpacked() throws IOException, InterruptedException {
    return unpackedIn(PrivateFolder.ofThisUser());
  }

  /**
   * The same ffmpeg, but one that trusts only the certificates in a PEM file when it reads from an
   * https address.
   */
  Ffmpeg trusting(Path pem) {
    return new Ffmpeg(folder, Certificates.in(pem));
  }

  /**
   * Runs ffmpeg to its end.
   *
   * @param arguments without the program's name; give every input and output, nothing is added but
   *     {@code -nostdin -hide_banner}
   * @param limit after which the process is killed
   * @throws MediaException of the kind {@code TIMED_OUT}, and no other
   * @throws IOException when ffmpeg can't be started
   */
  public Finished run(List<String> arguments, Duration limit)
      throws IOException, MediaException, InterruptedException {
    return run(arguments, limit, OutputStream.nullOutputStream(), line -> {});
  }

  /**
   * Runs ffmpeg to its end, and hands on what it writes meanwhile.
   *
   * @param arguments as for {@link #run(List, Duration)}
   * @param limit after which the process is killed
   * @param output gets what it writes to {@code pipe:1}, on another thread; neither flushed nor
   *     closed
   * @param eachMessage gets each of its messages, secrets and all, on another thread
   * @throws MediaException of the kind {@code TIMED_OUT}, and no other
   * @throws IOException when ffmpeg can't be started, or as {@code output} threw it
   */
  public Finished run(
      List<String> arguments, Duration limit, OutputStream output, Consumer<String> eachMessage)
      throws IOException, MediaException, InterruptedException {
    List<String> all = new ArrayList<>(List.of("-nostdin", "-hide_banner"));
    all.addAll(arguments);
    return start("ffmpeg", all, limit, output, eachMessage);
  }

  Finished probe(
      List<String> arguments, Duration limit, OutputStream output, Consumer<String> eachMessage)
      throws IOException, MediaException, InterruptedException {
    List<String> all = new ArrayList<>(List.of("-hide_banner"));
    all.addAll(arguments);
    return start("ffprobe", all, limit, output, eachMessage);
  }

  /** A file of the certificates that an https source must be vouched for by. */
  Path certificates() throws IOException {
    return certificates.file();
  }

  private Finished start(
      String program,
      List<String> arguments,
      Duration limit,
      OutputStream output,
      Consumer<String> eachMessage)
      throws IOException, MediaException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(folder.resolve(program).toString());
    command.addAll(arguments);
    MessageTail tail = new MessageTail();
    int exitCode =
        new ChildProcess(command, folder)
            .run(
                limit,
                output,
                line -> {
                  tail.add(line);
                  eachMessage.accept(line);
                });
    return new Finished(exitCode, tail.text());
  }

  /**
   * The loader names one lacking library a start, so this starts until none is named that a stub
   * may stand for.
   */
  private void supplyLackingLibraries(Platform platform) throws IOException, InterruptedException {
    for (int attempt = 0; attempt <= OPTIONAL_LIBRARIES.size(); attempt++) {
      Finished version = version();
      if (version.succeeded()) {
        return;
      }
      Matcher lacking = LACKING.matcher(version.messages());
      if (!lacking.find() || !OPTIONAL_LIBRARIES.contains(lacking.group(1))) {
        throw new IOException("The bundled ffmpeg does not start here: " + version.messages());
      }
      String name = lacking.group(1);
      Path partial = Files.createTempFile(folder, name, ".partial");
      Files.write(partial, StubLibrary.named(name, platform));
      Files.move(partial, folder.resolve(name), StandardCopyOption.ATOMIC_MOVE);
    }
    throw new IOException("The bundled ffmpeg does not start here, not even with stub libraries");
  }

  private Finished version() throws IOException, InterruptedException {
    try {
      return run(List.of("-version"), VERSION_LIMIT);
    } catch (MediaException e) {
      throw new IOException("The bundled ffmpeg hangs at its start", e);
    }
  }
}
