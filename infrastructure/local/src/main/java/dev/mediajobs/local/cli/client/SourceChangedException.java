package dev.mediajobs.local.cli.client;

import java.nio.file.Path;

/** A file was changed, or removed, while it was being uploaded. */
public final class SourceChangedException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  SourceChangedException(Path file) {
    super(file + " was changed while it was being uploaded; try again once it is complete");
  }
}
