package dev.mediajobs.local.cli;

import static java.util.stream.Collectors.joining;

import dev.mediajobs.local.cli.client.Failures;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;

/**
 * A file that a shell reads so that AWS's own tools find a local stack. Only its owner may read it,
 * for it holds the stack's credentials.
 */
record EnvironmentFile(Path path) implements AutoCloseable {

  /**
   * Writes it, in place of what is there.
   *
   * @throws CommandFailure if it can't be written
   */
  static EnvironmentFile write(Path path, Map<String, String> environment) {
    String lines =
        environment.entrySet().stream()
            .map(variable -> "export %s=%s%n".formatted(variable.getKey(), quoted(variable)))
            .collect(joining());
    try {
      Files.deleteIfExists(path);
      Files.createFile(
          path, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
      Files.writeString(path, lines);
    } catch (IOException e) {
      throw new CommandFailure(
          ExitCode.INPUT_REFUSED,
          "output_not_written",
          "%s: the environment can't be written there: %s".formatted(path, Failures.reason(e)),
          e);
    }
    return new EnvironmentFile(path);
  }

  private static String quoted(Map.Entry<String, String> variable) {
    return "'%s'".formatted(variable.getValue().replace("'", "'\\''"));
  }

  /**
   * Deletes it, for the stack is gone.
   *
   * @throws CommandFailure if it can't be deleted
   */
  @Override
  public void close() {
    try {
      Files.deleteIfExists(path);
    } catch (IOException e) {
      throw new CommandFailure(
          ExitCode.UNEXPECTED,
          "output_not_deleted",
          "%s can't be deleted: %s".formatted(path, Failures.reason(e)),
          e);
    }
  }
}
