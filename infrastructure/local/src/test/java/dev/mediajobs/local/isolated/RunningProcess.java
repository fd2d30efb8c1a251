package dev.mediajobs.local.isolated;

import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Whether a process runs, as Linux tells. Java takes one that has ended for alive until its parent
 * has asked how, and not every first process of a container asks about the orphans it gets.
 */
final class RunningProcess {

  private RunningProcess() {}

  static boolean is(long pid) {
    return Files.exists(Path.of("/proc", Long.toString(pid), "exe"));
  }
}
