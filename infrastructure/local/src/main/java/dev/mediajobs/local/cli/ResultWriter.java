package dev.mediajobs.local.cli;

import dev.mediajobs.local.cli.CleanUp.Owned;
import dev.mediajobs.local.cli.client.ApiClient;
import dev.mediajobs.local.cli.client.Failures;
import dev.mediajobs.local.cli.client.JobReference;
import dev.mediajobs.local.cli.client.SubtitleFormat;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Puts subtitles where they are wanted. A file of the wanted name is always whole: it comes into
 * being by a rename, after everything has been fetched.
 */
final class ResultWriter {
  private final ApiClient api;
  private final CleanUp cleanUp;

  ResultWriter(ApiClient api, CleanUp cleanUp) {
    this.api = api;
    this.cleanUp = cleanUp;
  }

  /** Writes one file for each format, or none at all if any can't be fetched. */
  void writeAll(JobReference job, OutputFiles files) throws InterruptedException {
    List<Fetched> fetched = new ArrayList<>();
    try {
      Path folder = files.folder();
      for (Map.Entry<SubtitleFormat, Path> wanted : files.targets().entrySet()) {
        Owned<TemporaryFile> file = cleanUp.open(() -> TemporaryFile.in(folder));
        fetched.add(new Fetched(file, wanted.getValue()));
        api.download(job, wanted.getKey(), file.get().path());
      }
      for (Fetched file : fetched) {
        move(file.file().get(), file.target());
      }
    } catch (IOException e) {
      throw notWritten(e);
    } finally {
      fetched.forEach(file -> file.file().close());
    }
  }

  private record Fetched(Owned<TemporaryFile> file, Path target) {}

  /** Writes one file. */
  void write(JobReference job, SubtitleFormat format, Path target) throws InterruptedException {
    try (Owned<TemporaryFile> file = cleanUp.open(() -> besides(target))) {
      api.download(job, format, file.get().path());
      move(file.get(), target);
    } catch (IOException e) {
      throw notWritten(e);
    }
  }

  /** Copies the subtitles to a stream once they are here in full. */
  void copy(JobReference job, SubtitleFormat format, OutputStream out) throws InterruptedException {
    try (Owned<TemporaryFile> file =
        cleanUp.open(() -> new TemporaryFile(Files.createTempFile("mediajobs-", ".part")))) {
      api.download(job, format, file.get().path());
      Files.copy(file.get().path(), out);
      out.flush();
    } catch (IOException e) {
      throw notWritten(e);
    }
  }

  private static TemporaryFile besides(Path target) throws IOException {
    Path folder = target.toAbsolutePath().getParent();
    if (folder == null || Files.isDirectory(target)) {
      throw new IOException(target + " is a folder");
    }
    return TemporaryFile.in(Files.createDirectories(folder));
  }

  private static void move(TemporaryFile from, Path target) throws IOException {
    Files.move(from.path(), target, StandardCopyOption.ATOMIC_MOVE);
  }

  private static CommandFailure notWritten(IOException e) {
    return new CommandFailure(
        ExitCode.UNEXPECTED,
        "output_not_written",
        "the subtitles could not be written: %s; make room or choose another --out"
            .formatted(Failures.reason(e)),
        e);
  }
}
