package dev.mediajobs.worker.media;

import java.util.Locale;

/** A kind of machine that a bundled ffmpeg exists for. */
enum Platform {
  LINUX_X86_64("linux-x86_64", (short) 62),
  LINUX_ARM64("linux-arm64", (short) 183);

  private final String folder;
  private final short elfMachine;

  Platform(String folder, short elfMachine) {
    this.folder = folder;
    this.elfMachine = elfMachine;
  }

  /**
   * The machine this runs on.
   *
   * @throws IllegalStateException on anything but Linux on x86-64 or ARM64
   */
  static Platform current() {
    return of(System.getProperty("os.name", ""), System.getProperty("os.arch", ""));
  }

  static Platform of(String system, String processor) {
    if (system.toLowerCase(Locale.ROOT).startsWith("linux")) {
      switch (processor) {
        case "amd64", "x86_64" -> {
          return LINUX_X86_64;
        }
        case "aarch64", "arm64" -> {
          return LINUX_ARM64;
        }
        default -> {}
      }
    }
    throw new IllegalStateException(
        "No ffmpeg is bundled for %s on %s; run on Linux on x86-64 or ARM64"
            .formatted(system, processor));
  }

  /** How the bundle names this machine. */
  String folder() {
    return folder;
  }

  /** The processor's number in an ELF header. */
  short elfMachine() {
    return elfMachine;
  }
}
