package dev.mediajobs.local;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Optional;
import java.util.function.Consumer;
import software.amazon.awssdk.services.s3.S3Client;

/**
 * Stands in for Amazon Transcribe in an {@code EmbeddedStack}: an endpoint that speaks its JSON 1.1
 * protocol on 127.0.0.1.
 */
public interface TranscribeService extends AutoCloseable {

  /** The address that clients use as the endpoint of Amazon Transcribe. */
  URI endpoint();

  /** Stops accepting requests and ends running transcriptions; may be called more than once. */
  @Override
  void close();

  /** Starts the service once the rest of the stack is up. */
  @FunctionalInterface
  interface Factory {
    /**
     * Starts the service.
     *
     * @param s3 reads media from and writes transcripts to the stack's buckets; closed by the
     *     stack, after the service
     * @param publishEvent takes one EventBridge event as JSON and hands it to the template's rules;
     *     may be called from any thread
     * @param data where to keep state that outlives a restart; empty means nothing outlives it
     * @param clock the time that jobs and events carry
     * @throws IOException if its port can't be opened or its folder can't be used
     */
    TranscribeService start(
        S3Client s3, Consumer<String> publishEvent, Optional<Path> data, Clock clock)
        throws IOException;
  }
}
