package dev.mediajobs.local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The folder of one running stack: one that is kept and locked, or a temporary one that goes with
 * the stack.
 */
final class StackFolder implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(StackFolder.class);

  private final Path path;
  private final boolean temporary;
  private final FileChannel lock;

  private StackFolder(Path path, boolean temporary, FileChannel lock) {
    this.path = path;
    this.temporary = temporary;
    this.lock = lock;
  }

  /**
   * Takes a folder.
   *
   * @param kept the folder to keep; empty means a temporary one
   * @throws IOException if it can't be used or another stack uses it
   */
  static StackFolder open(Optional<Path> kept) throws IOException {
    Path path = kept.isPresent() ? made(kept.get()) : Files.createTempDirectory("mediajobs-");
    FileChannel channel = lockFile(path);
    try {
      FileLock taken = channel.tryLock();
      if (taken != null) {
        return new StackFolder(path, kept.isEmpty(), channel);
      }
    } catch (OverlappingFileLockException withinThisProcess) {
      LOG.debug("{} is used by this very process", path, withinThisProcess);
    }
    channel.close();
    throw new IOException(
        "another stack is using the folder " + path + "; stop it or choose another folder");
  }

  private static Path made(Path folder) throws IOException {
    try {
      return Files.createDirectories(folder).toRealPath();
    } catch (FileAlreadyExistsException e) {
      throw new IOException(folder + " is a file; choose a folder", e);
    } catch (IOException e) {
      throw new IOException("the folder " + folder + " can't be made; choose another one", e);
    }
  }

  private static FileChannel lockFile(Path folder) throws IOException {
    try {
      return FileChannel.open(
          folder.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    } catch (IOException e) {
      throw new IOException(
          "nothing can be written to the folder " + folder + "; choose another one", e);
    }
  }

  /** Where DynamoDB keeps its tables; empty when they need not outlive the stack. */
  Optional<Path> tables() {
    return temporary ? Optional.empty() : Optional.of(path.resolve("dynamodb"));
  }

  /** Where S3 keeps its buckets. */
  Path buckets() {
    return path.resolve("s3");
  }

  /** Where secrets are. */
  Path secrets() {
    return path.resolve("secrets");
  }

  /** Where the Transcribe stand-in may keep what outlives a restart; empty when nothing does. */
  Optional<Path> transcriptions() {
    return temporary ? Optional.empty() : Optional.of(path.resolve("transcribe"));
  }

  /** Where the development issuer keeps its key. */
  Path identity() {
    return path.resolve("identity");
  }

  /** Gives up the lock and deletes a temporary folder. */
  @Override
  public void close() {
    try {
      lock.close();
      if (temporary && Files.exists(path)) {
        Files.walkFileTree(path, new Deletion());
      }
    } catch (IOException failure) {
      throw new UncheckedIOException("can't delete the folder " + path, failure);
    }
  }

  private static final class Deletion extends SimpleFileVisitor<Path> {
    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
      Files.deleteIfExists(file);
      return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult postVisitDirectory(Path folder, @Nullable IOException failure)
        throws IOException {
      Files.deleteIfExists(folder);
      return FileVisitResult.CONTINUE;
    }
  }
}
