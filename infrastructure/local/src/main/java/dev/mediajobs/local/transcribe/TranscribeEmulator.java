package dev.mediajobs.local.transcribe;

import dev.mediajobs.local.TranscribeService;
import dev.mediajobs.local.speech.Listener;
import dev.mediajobs.local.speech.Recognizer;
import dev.mediajobs.local.speech.SphinxRecognizer;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Optional;
import java.util.function.Consumer;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;

/**
 * Amazon Transcribe on 127.0.0.1: StartTranscriptionJob, GetTranscriptionJob, ListTranscriptionJobs
 * and DeleteTranscriptionJob, with the real service's checks and errors. It reads FLAC and WAV,
 * recognises English, labels speakers, writes the documented JSON to the output bucket and
 * announces the end of every job as an EventBridge event.
 */
public final class TranscribeEmulator implements TranscribeService {

  private static final Logger LOG = LoggerFactory.getLogger(TranscribeEmulator.class);
  private static final String HOST = "127.0.0.1";
  private static final int MOST_THREADS = 16;

  private final Transcriptions transcriptions;
  private final Server server;
  private final URI endpoint;

  private TranscribeEmulator(Transcriptions transcriptions, Server server, URI endpoint) {
    this.transcriptions = transcriptions;
    this.server = server;
    this.endpoint = endpoint;
  }

  /** A service that recognises speech for real and has no faults. */
  public static Factory factory() {
    return factory(TranscribeOptions.defaults(), SphinxRecognizer.shared());
  }

  /** A service with these options that hears words with this recogniser. */
  public static Factory factory(TranscribeOptions options, Recognizer recognizer) {
    return (s3, publishEvent, data, clock) ->
        start(options, recognizer, s3, publishEvent, data, clock);
  }

  private static TranscribeEmulator start(
      TranscribeOptions options,
      Recognizer recognizer,
      S3Client s3,
      Consumer<String> publishEvent,
      Optional<Path> data,
      Clock clock)
      throws IOException {
    Region region =
        Optional.ofNullable(s3.serviceClientConfiguration().region()).orElse(Region.US_EAST_1);
    JobRegister register = JobRegister.open(data);
    MediaTranscriber transcriber = new MediaTranscriber(s3, new Listener(recognizer), options);
    Announcer announcer = new Announcer(publishEvent, options, clock, region.id());
    Transcriptions transcriptions =
        new Transcriptions(register, transcriber, options, announcer, clock);
    QueuedThreadPool threads = new QueuedThreadPool(MOST_THREADS);
    threads.setName("transcribe-http");
    threads.setDaemon(true);
    Server server = new Server(threads);
    ServerConnector connector = new ServerConnector(server, 1, 1);
    connector.setHost(HOST);
    server.addConnector(connector);
    server.setHandler(new JsonProtocol(new TranscribeApi(transcriptions, options, region.id())));
    try {
      server.start();
    } catch (Exception e) {
      transcriptions.close();
      throw new IOException("The local Transcribe can't open a port on " + HOST, e);
    }
    transcriptions.resume();
    return new TranscribeEmulator(
        transcriptions, server, URI.create("http://" + HOST + ":" + connector.getLocalPort()));
  }

  @Override
  public URI endpoint() {
    return endpoint;
  }

  @Override
  public void close() {
    try {
      server.stop();
    } catch (Exception e) {
      LOG.warn("The local Transcribe did not stop its port in order", e);
    }
    transcriptions.close();
  }
}
