package dev.mediajobs.benchmarks;

import dev.mediajobs.local.TranscribeService;
import java.net.URI;

/** Nobody transcribes. */
final class NoTranscribe implements TranscribeService {

  @Override
  public URI endpoint() {
    return URI.create("http://127.0.0.1:1");
  }

  @Override
  public void close() {
    // There is nothing to stop.
  }
}
