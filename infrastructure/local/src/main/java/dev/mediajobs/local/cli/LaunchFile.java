package dev.mediajobs.local.cli;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Run by the build, with the Java and the class path that the program shall be run with: writes
 * them down for the launcher script.
 *
 * <p>The jars that this project built are copied, into a folder of their own for each build,
 * because a stack that is running must not lose its classes to the next build.
 */
final class LaunchFile {
  private static final String COPIES = "lib-";
  private static final int KEPT_BUILDS = 3;

  private final Path folder;
  private final Path project;
  private final Instant begin;

  private LaunchFile(Path folder, Path project, Instant begin) {
    this.folder = folder;
    this.project = project;
    this.begin = begin;
  }

  /**
   * Writes {@code java}, {@code classpath} and, last, {@code arguments} into a folder. The last one
   * bears the time at which the build began: a source that is newer was not built.
   *
   * @param arguments the folder; this module's jar; the project's folder; when the build began (an
   *     ISO 8601 instant)
   */
  public static void main(String[] arguments) throws IOException {
    Path jar = Path.of(arguments[1]);
    new LaunchFile(
            Path.of(arguments[0]), Path.of(arguments[2]).normalize(), Instant.parse(arguments[3]))
        .write(jar);
  }

  private void write(Path jar) throws IOException {
    Files.createDirectories(folder);
    List<Path> entries = entries(jar);
    Path java = Path.of(System.getProperty("java.home"), "bin", "java");
    replace("java", java + "\n");
    replace("classpath", String.join("\n", entries.stream().map(Path::toString).toList()) + "\n");
    replace("arguments", String.join("\n", arguments(entries)) + "\n");
    Files.setLastModifiedTime(folder.resolve("arguments"), FileTime.from(begin));
    removeOldCopies();
  }

  private List<String> arguments(List<Path> classPath) {
    String path = String.join(File.pathSeparator, classPath.stream().map(Path::toString).toList());
    return List.of(
        // For sqlite4java under DynamoDB Local and for Pekko under ElasticMQ.
        "--enable-native-access=ALL-UNNAMED",
        "--sun-misc-unsafe-memory-access=allow",
        "-Dpekko.loglevel=WARNING",
        "-Dpekko.jvm-exit-on-fatal-error=off",
        "-Xmx1g",
        // No archive of shared classes: DynamoDB Local's manifest has a folder on its class path,
        // which the JDK refuses to archive.
        "-XX:+UseSerialGC",
        quoted("-Dmediajobs.template=" + project.resolve("template.yaml")),
        "-cp",
        quoted(path),
        Mediajobs.class.getName());
  }

  /** The form that an argument with spaces has in an argument file (see the manual of java). */
  private static String quoted(String argument) {
    return '"' + argument.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
  }

  /**
   * The class path of this process, with jars of this project in place of folders and originals.
   */
  private List<Path> entries(Path jar) throws IOException {
    Path copies = folder.resolve(COPIES + begin.toEpochMilli());
    Files.createDirectories(copies);
    List<Path> entries = new ArrayList<>();
    for (String entry :
        System.getProperty("java.class.path").split(Pattern.quote(File.pathSeparator), -1)) {
      Path original = Files.isDirectory(Path.of(entry)) ? jar : Path.of(entry).toAbsolutePath();
      if (original.startsWith(project)) {
        Path copy = copies.resolve(original.getFileName());
        Files.copy(original, copy, StandardCopyOption.REPLACE_EXISTING);
        entries.add(copy);
      } else {
        entries.add(original);
      }
    }
    return entries;
  }

  private void replace(String name, String content) throws IOException {
    Path next = Files.writeString(folder.resolve(name + ".part"), content);
    Files.move(next, folder.resolve(name), StandardCopyOption.ATOMIC_MOVE);
  }

  private void removeOldCopies() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      files
          .filter(file -> file.getFileName().toString().startsWith(COPIES))
          .sorted(Comparator.reverseOrder())
          .skip(KEPT_BUILDS)
          .forEach(LaunchFile::removeFolder);
    }
  }

  private static void removeFolder(Path folder) {
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.toList()) {
        Files.delete(file);
      }
      Files.delete(folder);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
