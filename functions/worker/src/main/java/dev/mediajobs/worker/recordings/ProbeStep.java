package dev.mediajobs.worker.recordings;

import dev.mediajobs.jobs.JobType;
import dev.mediajobs.jobs.MediaStore;
import dev.mediajobs.worker.engine.Outcome;
import dev.mediajobs.worker.engine.Step;
import dev.mediajobs.worker.engine.Work;
import dev.mediajobs.worker.media.MediaException;
import dev.mediajobs.worker.media.MediaInfo;
import dev.mediajobs.worker.media.MediaProbe;
import java.io.IOException;
import java.time.Duration;

/** Looks into the recording without reading it whole: is it one, and where is its sound? */
public final class ProbeStep implements Step {

  private static final Duration LONGEST = Duration.ofMinutes(2);

  private final MediaStore media;
  private final MediaProbe probe;
  private final JobType type;
  private final ReadingFailures failures;

  /**
   * The first step of jobs of {@code type}.
   *
   * @param failures what a recording that can't be read means for them
   */
  public ProbeStep(MediaStore media, MediaProbe probe, JobType type, ReadingFailures failures) {
    this.media = media;
    this.probe = probe;
    this.type = type;
    this.failures = failures;
  }

  @Override
  public String name() {
    return type.firstStep();
  }

  @Override
  public Outcome run(Work work) throws IOException, InterruptedException {
    work.enter(type.firstStage());
    Duration limit = work.deadline().atMost(LONGEST);
    try {
      MediaInfo info = probe.inspect(media.addressOf(work.job().source().key(), LONGEST), limit);
      return new Outcome.Next(MediaFacts.of(info, info.requireAudio()));
    } catch (MediaException e) {
      return failures.of(e, limit.compareTo(LONGEST) < 0);
    }
  }
}
