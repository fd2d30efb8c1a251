package dev.mediajobs.local.isolated;

import com.google.common.io.MoreFiles;
import com.google.common.io.RecursiveDeleteOption;
import dev.mediajobs.local.lambda.EnvironmentFactory;
import dev.mediajobs.local.lambda.Environments;
import dev.mediajobs.local.lambda.ExecutionEnvironment;
import dev.mediajobs.local.lambda.FunctionDefinition;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Execution environments that are processes of their own, on Linux only: Amazon gives the native
 * part of its runtime interface client for nothing else.
 *
 * <p>What is as on Lambda: the handler is made by the official client from the template's handler
 * string and finds its variables in {@link System#getenv}; none of this process's own are among
 * them. An environment whose JVM and the programs it started have more resident memory than the
 * function's {@code MemorySize}, or that takes longer than its {@code Timeout}, is killed.
 *
 * <p>What is not: the class path is this process's, because a function's zip need not have been
 * built, and holds the ffmpeg of the processor it will be deployed to. Temporary files go to this
 * process's temporary folder, which all environments share. Nobody is frozen between invocations.
 */
public final class IsolatedEnvironments implements Environments, AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(IsolatedEnvironments.class);

  /** Few enough for each to be quick about it. */
  private static final int MOST_STARTING = Math.max(2, Runtime.getRuntime().availableProcessors());

  private final Path folder;
  private final Path clientLibrary;

  private IsolatedEnvironments(Path folder, Path clientLibrary) {
    this.folder = folder;
    this.clientLibrary = clientLibrary;
  }

  /**
   * Prepares what all environments need.
   *
   * @throws IOException if this machine can't run them; the message says why
   */
  public static IsolatedEnvironments open() throws IOException {
    Path folder = Files.createTempDirectory("mediajobs-environments-");
    try {
      return new IsolatedEnvironments(folder, ClientLibrary.unpackedInto(folder));
    } catch (IOException e) {
      delete(folder);
      throw e;
    }
  }

  @Override
  public EnvironmentFactory of(FunctionDefinition function) {
    refuseUnlessMakeable(function.handler());
    return new EnvironmentFactory() {
      @Override
      public ExecutionEnvironment create() throws IOException {
        Path workingFolder = Files.createTempDirectory(folder, function.name() + "-").toRealPath();
        return IsolatedEnvironment.start(function, workingFolder, clientLibrary);
      }

      @Override
      public int mostStarting() {
        return MOST_STARTING;
      }
    };
  }

  private static void refuseUnlessMakeable(String handler) {
    int separator = handler.indexOf("::");
    String className = separator < 0 ? handler : handler.substring(0, separator);
    try {
      Class<?> type = Class.forName(className, false, IsolatedEnvironments.class.getClassLoader());
      LOG.debug("{} will be made by {}", className, type.getConstructor());
    } catch (ClassNotFoundException missing) {
      throw new IllegalArgumentException(
          "handler class " + className + " is not on the class path", missing);
    } catch (NoSuchMethodException missing) {
      throw new IllegalArgumentException(
          "handler " + className + " has no public constructor without parameters", missing);
    }
  }

  /** Removes what is left of the environments, all of which must have been closed. */
  @Override
  public void close() {
    try {
      delete(folder);
    } catch (IOException failure) {
      throw new UncheckedIOException("can't delete the folder " + folder, failure);
    }
  }

  /** Deletes a folder that is nobody else's to write to. */
  static void delete(Path folder) throws IOException {
    if (Files.exists(folder)) {
      MoreFiles.deleteRecursively(folder, RecursiveDeleteOption.ALLOW_INSECURE);
    }
  }
}
