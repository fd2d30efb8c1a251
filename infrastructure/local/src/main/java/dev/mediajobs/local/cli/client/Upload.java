package dev.mediajobs.local.cli.client;

import java.net.http.HttpClient;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletionService;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * An upload that has begun. The file is read while it is sent, some parts of it at a time, so its
 * size does not matter to memory. Closing an upload that is not complete tells the endpoint to
 * forget it.
 */
public final class Upload implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Upload.class);
  private static final int PARALLEL_PARTS = 4;
  private static final Duration STALL = Duration.ofMinutes(2);
  private static final Duration BETWEEN_REPORTS = Duration.ofMillis(200);

  private final UploadCalls api;
  private final HttpClient http;
  private final Pauses pauses;
  private final SourceFile file;
  private final UploadTicket ticket;
  private final AtomicBoolean open = new AtomicBoolean(true);

  private Upload(
      UploadCalls api, HttpClient http, Pauses pauses, SourceFile file, UploadTicket ticket) {
    this.api = api;
    this.http = http;
    this.pauses = pauses;
    this.file = file;
    this.ticket = ticket;
  }

  /** Hears how far an upload has come. */
  @FunctionalInterface
  public interface Listener {
    /**
     * Some bytes are on their way.
     *
     * @param sent how many so far; may fall when a part has to be sent again
     * @param total how many in all
     */
    void sent(long sent, long total);
  }

  /**
   * Announces a file to the endpoint.
   *
   * @throws ApiException if the endpoint does not want it
   */
  public static Upload begin(ApiClient api, HttpClient http, Pauses pauses, SourceFile file)
      throws InterruptedException {
    return begin(api.uploads(), http, pauses, file);
  }

  /**
   * Announces a file as an asset of a project.
   *
   * @throws ApiException if the endpoint does not want it
   */
  public static Upload begin(
      EditorApi api, String project, HttpClient http, Pauses pauses, SourceFile file)
      throws InterruptedException {
    return begin(api.uploads(project), http, pauses, file);
  }

  private static Upload begin(UploadCalls api, HttpClient http, Pauses pauses, SourceFile file)
      throws InterruptedException {
    return new Upload(api, http, pauses, file, api.create(file));
  }

  /**
   * Sends the file and completes the upload.
   *
   * @param listener called from this thread several times a second
   * @throws ApiException if the storage or the endpoint refuses, fails, or can't be reached
   * @throws SourceChangedException if the file is no longer as it was announced
   */
  public UploadedFile send(Listener listener) throws InterruptedException {
    Map<Integer, String> tags;
    try {
      tags = sendParts(listener);
    } catch (ApiException e) {
      if (file.changed()) {
        throw new SourceChangedException(file.path());
      }
      throw e;
    }
    if (file.changed()) {
      throw new SourceChangedException(file.path());
    }
    api.complete(ticket.id(), ticket instanceof UploadTicket.InParts ? tags : Map.of());
    open.set(false);
    return new UploadedFile(file, ticket.key());
  }

  private Map<Integer, String> sendParts(Listener listener) throws InterruptedException {
    PartSender sender =
        new PartSender(new PartPut(http, STALL), new RenewableTicket(api, ticket), pauses);
    Map<Integer, FileSlice> slices = ticket.slices(file);
    Map<Integer, AtomicLong> sent = new ConcurrentHashMap<>();
    try (ExecutorService threads =
        Executors.newFixedThreadPool(PARALLEL_PARTS, Thread.ofVirtual().factory())) {
      CompletionService<Map.Entry<Integer, String>> parts =
          new ExecutorCompletionService<>(threads);
      slices.forEach(
          (number, slice) -> {
            AtomicLong count = new AtomicLong();
            sent.put(number, count);
            parts.submit(() -> Map.entry(number, sender.send(number, slice, count)));
          });
      try {
        return collected(parts, slices.size(), () -> report(listener, sent));
      } finally {
        // Parts that are still being sent when one has failed are of no use any more.
        threads.shutdownNow();
      }
    }
  }

  private static Map<Integer, String> collected(
      CompletionService<Map.Entry<Integer, String>> parts, int count, Runnable report)
      throws InterruptedException {
    Map<Integer, String> tags = new TreeMap<>();
    while (tags.size() < count) {
      report.run();
      Future<Map.Entry<Integer, String>> part =
          parts.poll(BETWEEN_REPORTS.toMillis(), TimeUnit.MILLISECONDS);
      if (part != null) {
        Map.Entry<Integer, String> tag = result(part);
        tags.put(tag.getKey(), tag.getValue());
      }
    }
    report.run();
    return tags;
  }

  private static Map.Entry<Integer, String> result(Future<Map.Entry<Integer, String>> part)
      throws InterruptedException {
    try {
      return part.get();
    } catch (ExecutionException e) {
      switch (e.getCause()) {
        case ApiException failure -> throw failure;
        case InterruptedException interruption -> throw interruption;
        case null, default -> throw new IllegalStateException(e.getCause());
      }
    }
  }

  private void report(Listener listener, Map<Integer, AtomicLong> sent) {
    listener.sent(sent.values().stream().mapToLong(AtomicLong::get).sum(), file.size());
  }

  /** Tells the endpoint to forget an upload that is not complete; does nothing otherwise. */
  @Override
  public void close() {
    if (!open.getAndSet(false)) {
      return;
    }
    boolean interrupted = Thread.interrupted();
    try {
      api.abandon(ticket.id());
    } catch (ApiException unheard) {
      // It expires by itself; what made the caller give up matters more than this.
      LOG.debug("The upload could not be abandoned: {}", unheard.getMessage());
    } catch (InterruptedException e) {
      interrupted = true;
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
