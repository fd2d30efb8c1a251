package dev.mediajobs.local.transcribe;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The jobs of the account and the threads that bring them to their end. */
final class Transcriptions implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(Transcriptions.class);

  /** One passage of a recording can't be interrupted; closing waits no longer for it than this. */
  private static final Duration PATIENCE = Duration.ofSeconds(2);

  private final JobRegister register;
  private final MediaTranscriber transcriber;
  private final TranscribeOptions options;
  private final Consumer<TranscriptionJob> announce;
  private final Clock clock;
  private final ExecutorService threads;
  private boolean closed;

  Transcriptions(
      JobRegister register,
      MediaTranscriber transcriber,
      TranscribeOptions options,
      Consumer<TranscriptionJob> announce,
      Clock clock) {
    this.register = register;
    this.transcriber = transcriber;
    this.options = options;
    this.announce = announce;
    this.clock = clock;
    this.threads =
        Executors.newFixedThreadPool(
            options.recognitions(), Thread.ofPlatform().daemon().name("transcribe-", 1).factory());
  }

  /** Takes up the jobs that had not ended when their register was left. */
  synchronized void resume() {
    for (TranscriptionJob job : register.all().reversed()) {
      if (job.state() instanceof JobState.InProgress) {
        schedule(job);
      }
    }
    startQueued();
  }

  /**
   * Accepts a job.
   *
   * @throws RefusedException if the name is taken, the media or the bucket is missing, or too many
   *     jobs run and this one may not wait
   */
  TranscriptionJob start(TranscriptionRequest request) {
    if (register.find(request.name()).isPresent()) {
      throw RefusedException.conflict();
    }
    transcriber.check(request);
    return accept(request);
  }

  private synchronized TranscriptionJob accept(TranscriptionRequest request) {
    if (register.find(request.name()).isPresent()) {
      throw RefusedException.conflict();
    }
    Instant now = clock.instant();
    boolean full = register.inProgress() >= options.concurrentJobs();
    if (full && !request.deferrable()) {
      throw RefusedException.limitExceeded();
    }
    JobState state = full ? new JobState.Queued() : new JobState.InProgress(now);
    TranscriptionJob job = new TranscriptionJob(request, now, state);
    register.put(job);
    if (!full) {
      schedule(job);
    }
    return job;
  }

  /**
   * The job of this name.
   *
   * @throws RefusedException if there is none
   */
  TranscriptionJob get(String name) {
    return register.find(name).orElseThrow(RefusedException::notFound);
  }

  /** All jobs, the newest first. */
  List<TranscriptionJob> list() {
    return register.all();
  }

  /**
   * Forgets a job; if it still runs, its outcome is thrown away.
   *
   * @throws RefusedException if there is none
   */
  synchronized void delete(String name) {
    if (!register.remove(name)) {
      throw RefusedException.nothingToDelete();
    }
    startQueued();
  }

  private void startQueued() {
    while (register.inProgress() < options.concurrentJobs()) {
      Optional<TranscriptionJob> queued = register.nextQueued();
      if (queued.isEmpty()) {
        return;
      }
      TranscriptionJob started = queued.get().in(new JobState.InProgress(clock.instant()));
      register.put(started);
      schedule(started);
    }
  }

  private void schedule(TranscriptionJob job) {
    if (!closed) {
      CompletableFuture.delayedExecutor(options.delay().toMillis(), TimeUnit.MILLISECONDS, threads)
          .execute(() -> run(job));
    }
  }

  private void run(TranscriptionJob job) {
    Instant start = job.state() instanceof JobState.InProgress(Instant at) ? at : job.creation();
    try {
      end(job, outcome(job, start));
    } catch (RuntimeException | Error e) {
      LOG.error("Transcription job {} broke", job.name(), e);
      end(job, new JobState.Failed(start, clock.instant(), "Internal failure. Try again."));
    }
  }

  private JobState outcome(TranscriptionJob job, Instant start) {
    List<Fault.FailedJob> faults = options.faultsFor(job.name(), Fault.FailedJob.class);
    if (!faults.isEmpty()) {
      return new JobState.Failed(start, clock.instant(), faults.getFirst().reason());
    }
    try {
      MediaTranscriber.Finding finding = transcriber.transcribe(job.request());
      return new JobState.Completed(
          start,
          clock.instant(),
          finding.language(),
          finding.languageScore(),
          finding.mediaFormat(),
          finding.sampleRate());
    } catch (UnusableMediaException e) {
      return new JobState.Failed(start, clock.instant(), e.reason());
    } catch (IOException e) {
      LOG.warn("Media of transcription job {} can't be read to its end", job.name(), e);
      return new JobState.Failed(
          start,
          clock.instant(),
          "The data in your input file isn't valid. Check the media file and try your request"
              + " again.");
    }
  }

  private void end(TranscriptionJob job, JobState state) {
    TranscriptionJob ended = job.in(state);
    synchronized (this) {
      boolean current = register.find(job.name()).filter(job::equals).isPresent();
      if (closed || !current) {
        return;
      }
      register.put(ended);
      startQueued();
    }
    announce.accept(ended);
  }

  /** Stops working; jobs that have not ended stay so in the register. */
  @Override
  public void close() {
    synchronized (this) {
      closed = true;
    }
    threads.shutdownNow();
    try {
      if (!threads.awaitTermination(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
        LOG.debug("A transcription still listens to its last passage; its outcome is thrown away");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
