package dev.mediajobs.local.cli;

import dev.mediajobs.local.cli.client.Failures;
import dev.mediajobs.local.cli.client.SourceFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Checks a file that somebody named, before anything is started for it. */
final class InputFile {
  private InputFile() {}

  /**
   * The file, if a recording may be in it.
   *
   * @throws CommandFailure if it is missing, no regular file, unreadable or empty
   */
  static SourceFile checked(Path path) {
    if (!Files.exists(path)) {
      throw refused("file_not_found", path, "there is no such file");
    }
    if (Files.isDirectory(path)) {
      throw refused("not_a_file", path, "this is a folder; name one recording in it");
    }
    if (!Files.isRegularFile(path)) {
      throw refused("not_a_file", path, "this is not a regular file; copy the recording into one");
    }
    if (!Files.isReadable(path)) {
      throw refused("file_not_readable", path, "you are not allowed to read this file");
    }
    try {
      SourceFile file = SourceFile.of(path);
      if (file.size() == 0) {
        throw refused("file_empty", path, "this file is empty; choose a recording with sound");
      }
      return file;
    } catch (IOException e) {
      throw refused("file_not_readable", path, Failures.reason(e));
    }
  }

  private static CommandFailure refused(String code, Path path, String why) {
    return new CommandFailure(ExitCode.INPUT_REFUSED, code, path + ": " + why);
  }
}
