package dev.mediajobs.local.isolated;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The process of an execution environment and all that it started. Linux tells about them in {@code
 * /proc}, see proc(5).
 */
final class ProcessTree {

  private static final Logger LOG = LoggerFactory.getLogger(ProcessTree.class);
  private static final Path PROC = Path.of("/proc");
  private static final Duration DYING = Duration.ofSeconds(5);

  private final Process root;
  private final Path workingFolder;

  /**
   * The tree of a process.
   *
   * @param workingFolder where it and what it started run, and nothing else
   */
  ProcessTree(Process root, Path workingFolder) {
    this.root = root;
    this.workingFolder = workingFolder;
  }

  /** The resident memory of all of them, in bytes. */
  long residentBytes() {
    return Stream.concat(Stream.of(root.toHandle()), root.descendants())
        .mapToLong(ProcessTree::residentBytes)
        .sum();
  }

  private static long residentBytes(ProcessHandle process) {
    Path status = PROC.resolve(Long.toString(process.pid())).resolve("status");
    try {
      return Files.readAllLines(status).stream()
          .filter(line -> line.startsWith("VmRSS:"))
          .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) * 1024)
          .findFirst()
          .orElse(0);
    } catch (IOException ended) {
      // "No such file" or "no such process", depending on when.
      LOG.trace("{} has ended", process, ended);
      return 0;
    }
  }

  /** Kills them and waits for the end of the first one. */
  void kill() {
    // What is started while the list is being made is found afterwards, by its folder.
    List<ProcessHandle> started = root.descendants().toList();
    root.destroyForcibly();
    started.forEach(ProcessHandle::destroyForcibly);
    boolean interrupted = Thread.interrupted();
    try {
      if (!root.waitFor(DYING.toMillis(), TimeUnit.MILLISECONDS)) {
        LOG.warn("process {} still runs although it was killed", root.pid());
      }
    } catch (InterruptedException again) {
      interrupted = true;
    }
    killOrphans();
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  /** Kills what the process started and left behind at its end. */
  void killOrphans() {
    ProcessHandle.allProcesses().filter(this::isHere).forEach(ProcessHandle::destroyForcibly);
  }

  private boolean isHere(ProcessHandle process) {
    Path folder = PROC.resolve(Long.toString(process.pid())).resolve("cwd");
    try {
      return Files.readSymbolicLink(folder).equals(workingFolder);
    } catch (NoSuchFileException | AccessDeniedException endedOrForeign) {
      return false;
    } catch (IOException ended) {
      LOG.trace("{} has ended", process, ended);
      return false;
    }
  }
}
