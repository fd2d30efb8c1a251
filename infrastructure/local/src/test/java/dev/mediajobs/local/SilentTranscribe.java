package dev.mediajobs.local;

import java.net.URI;
import java.util.function.Consumer;

/** Stands where Transcribe would, and lends its way to publish events to a test. */
public final class SilentTranscribe implements TranscribeService {

  private volatile Consumer<String> publisher = event -> {};

  /** Starts it. */
  public TranscribeService.Factory factory() {
    return (s3, publishEvent, data, clock) -> {
      publisher = publishEvent;
      return this;
    };
  }

  void publish(String event) {
    publisher.accept(event);
  }

  @Override
  public URI endpoint() {
    return URI.create("http://127.0.0.1:9");
  }

  @Override
  public void close() {}
}
