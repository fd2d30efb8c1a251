package dev.mediajobs.worker.subtitling;

import dev.mediajobs.jobs.Checkpoint;
import dev.mediajobs.jobs.Job;
import dev.mediajobs.jobs.MediaStore;
import dev.mediajobs.jobs.Originals;
import dev.mediajobs.jobs.Result;
import dev.mediajobs.jobs.Sha256;
import dev.mediajobs.jobs.Stage;
import dev.mediajobs.jobs.Upload;
import dev.mediajobs.jobs.UploadStore;
import dev.mediajobs.worker.engine.Outcome;
import dev.mediajobs.worker.engine.Step;
import dev.mediajobs.worker.engine.Work;
import dev.mediajobs.worker.recordings.ReadingFailures;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/**
 * Reads the recording whole, to tell whether the same one was made into the same subtitles before.
 * If so, their copies are the result, before anything is paid for. S3's own checksum would not do:
 * of an upload in parts it is a digest of digests, and depends on how it was cut.
 */
final class DigestStep implements Step {

  static final String NAME = "digest";

  /** A function whose end is nearer than this stops reading. */
  private static final Duration TIME_TO_STOP = Duration.ofSeconds(10);

  private static final int CHUNK = 1 << 20;

  private final MediaStore media;
  private final UploadStore uploads;
  private final Originals originals;

  DigestStep(MediaStore media, UploadStore uploads, Originals originals) {
    this.media = media;
    this.uploads = uploads;
    this.originals = originals;
  }

  /** What came of reading. */
  private sealed interface Reading {
    record Whole(String digest) implements Reading {}

    record OutOfTime() implements Reading {}

    record Gone() implements Reading {}
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public Outcome run(Work work) throws IOException, InterruptedException {
    Optional<String> known = work.job().checkpoint().fact(Checkpoint.SOURCE_DIGEST);
    Reading reading = known.isPresent() ? new Reading.Whole(known.get()) : read(work);
    return switch (reading) {
      case Reading.OutOfTime() -> new Outcome.HandOver();
      case Reading.Gone() ->
          new Outcome.PermanentFailure(
              ReadingFailures.GONE, new IllegalStateException("the source is gone"));
      case Reading.Whole(String digest) -> {
        Upload.idOf(work.job().source().key()).ifPresent(id -> uploads.keepDigest(id, digest));
        Optional<Result> copied = copied(work.job(), digest);
        yield copied.isPresent()
            ? new Outcome.Done(copied.get())
            : new Outcome.Next(Map.of(Checkpoint.SOURCE_DIGEST, digest));
      }
    };
  }

  private Reading read(Work work) throws IOException, InterruptedException {
    var object = media.read(work.job().source().key());
    if (object.isEmpty()) {
      return new Reading.Gone();
    }
    Sha256 digest = new Sha256();
    long size = Math.max(1, work.job().source().sizeBytes());
    long done = 0;
    byte[] chunk = new byte[CHUNK];
    try (var source = object.get()) {
      for (int length = fill(source, chunk); length > 0; length = fill(source, chunk)) {
        if (Thread.interrupted()) {
          source.abort();
          throw new InterruptedException("the hold on the job was lost");
        }
        if (work.deadline().isCloserThan(TIME_TO_STOP)) {
          source.abort();
          return new Reading.OutOfTime();
        }
        digest.add(chunk, length);
        done += length;
        work.report(Stage.DOWNLOADING, (double) done / size);
      }
    }
    return new Reading.Whole(digest.text());
  }

  private static int fill(InputStream source, byte[] chunk) throws IOException {
    return source.readNBytes(chunk, 0, chunk.length);
  }

  private Optional<Result> copied(Job job, String digest) {
    Optional<Job> original = originals.find(job, digest).filter(found -> !found.equals(job));
    if (original.isEmpty()) {
      return Optional.empty();
    }
    Result result = original.get().result().orElseThrow();
    String prefix = MediaStore.prefixOf(job);
    return media.copy(result, prefix)
        ? Optional.of(result.copiedTo(prefix, original.get().times().completed().orElseThrow()))
        : Optional.empty();
  }
}
