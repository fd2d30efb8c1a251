package dev.mediajobs.local.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.mediajobs.local.cli.client.Failures;
import dev.mediajobs.local.cli.client.JobReference;
import dev.mediajobs.local.cli.client.SourceFile;
import dev.mediajobs.local.cli.client.SubtitleFormat;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The names that a recording's subtitles get: its own with another ending, in a folder. Files of
 * these names are replaced.
 */
final class OutputFiles {
  /** File systems allow 255 bytes; five of them are for the longest ending. */
  private static final int LONGEST_BASE = 250;

  private final Path folder;
  private final Map<SubtitleFormat, Path> targets = new EnumMap<>(SubtitleFormat.class);

  private OutputFiles(Path folder, String base) {
    this.folder = folder;
    for (SubtitleFormat format : SubtitleFormat.values()) {
      targets.put(format, folder.resolve(base + "." + format.ending()));
    }
  }

  /**
   * Names the files, and finds out now what would keep them from being written in the end.
   *
   * @param folder made when it is missing, but not before there is something to put there
   * @throws CommandFailure if they could not be written, or would replace the recording itself
   */
  static OutputFiles of(Path folder, SourceFile recording) {
    OutputFiles files = new OutputFiles(folder, base(recording.name()));
    files.checkFolder();
    for (Path target : files.targets.values()) {
      if (Files.isDirectory(target)) {
        throw refused(target + ": a folder of this name is in the way; choose another --out");
      }
      if (same(target, recording.path())) {
        throw refused(
            target + ": the subtitles would replace their own source; choose another --out");
      }
    }
    return files;
  }

  /** The folder, which exists from now on. */
  Path folder() throws IOException {
    return Files.createDirectories(folder);
  }

  Map<SubtitleFormat, Path> targets() {
    return targets;
  }

  /** Where the files are, for people. */
  List<String> lines() {
    return targets.values().stream().map(Path::toString).toList();
  }

  /** Where the files are, for programs. */
  ObjectNode describe(JobReference job) {
    ObjectNode object = Output.object().put("job_id", job.id()).put("status", "completed");
    ObjectNode paths = object.putObject("files");
    targets.forEach(
        (format, path) -> paths.put(format.ending(), path.toAbsolutePath().normalize().toString()));
    return object;
  }

  private static String base(String name) {
    String base = new FileName(name).base();
    while (base.getBytes(StandardCharsets.UTF_8).length > LONGEST_BASE) {
      base = base.substring(0, base.offsetByCodePoints(base.length(), -1));
    }
    return base;
  }

  private void checkFolder() {
    if (Files.exists(folder)) {
      if (!Files.isDirectory(folder)) {
        throw refused(folder + ": this is not a folder; choose another --out");
      }
      if (!Files.isWritable(folder)) {
        throw refused(folder + ": you are not allowed to write here; choose another --out");
      }
      return;
    }
    Optional<Path> above = Optional.ofNullable(folder.toAbsolutePath().getParent());
    while (above.isPresent() && !Files.exists(above.get())) {
      above = Optional.ofNullable(above.get().getParent());
    }
    if (above.isEmpty() || !Files.isDirectory(above.get()) || !Files.isWritable(above.get())) {
      throw refused(folder + ": this folder can't be made; choose another --out");
    }
  }

  private static boolean same(Path target, Path recording) {
    try {
      return Files.exists(target) && Files.isSameFile(target, recording);
    } catch (IOException e) {
      throw refused(target + ": " + Failures.reason(e));
    }
  }

  private static CommandFailure refused(String message) {
    return new CommandFailure(ExitCode.INPUT_REFUSED, "output_refused", message);
  }
}
