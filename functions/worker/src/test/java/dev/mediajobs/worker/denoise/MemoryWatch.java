package dev.mediajobs.worker.denoise;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Looks how much memory the programs that write to it need, as Linux counts it, and keeps nothing.
 */
final class MemoryWatch extends OutputStream {
  private long peak;

  @Override
  public void write(int b) {
    look();
  }

  @Override
  public void write(byte[] buffer, int offset, int length) {
    look();
  }

  synchronized void look() {
    ProcessHandle.current()
        .descendants()
        .forEach(child -> peak = Math.max(peak, peakOf(child.pid())));
  }

  /** The most bytes that were ever resident in one of them. */
  synchronized long peak() {
    return peak;
  }

  /** Zero for a process that has ended. */
  private static long peakOf(long pid) {
    try {
      return Files.readAllLines(Path.of("/proc", Long.toString(pid), "status")).stream()
          .filter(line -> line.startsWith("VmHWM:"))
          .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) << 10)
          .findFirst()
          .orElse(0);
    } catch (IOException ended) {
      return 0;
    }
  }
}
