package dev.mediajobs.worker.subtitling;

import dev.mediajobs.jobs.JobType;
import dev.mediajobs.jobs.MediaStore;
import dev.mediajobs.jobs.Stage;
import dev.mediajobs.worker.engine.Outcome;
import dev.mediajobs.worker.engine.Step;
import dev.mediajobs.worker.engine.Work;
import dev.mediajobs.worker.media.MediaException;
import dev.mediajobs.worker.media.MediaInfo;
import dev.mediajobs.worker.media.MediaProbe;
import java.io.IOException;
import java.time.Duration;

/** Looks into the recording without reading it whole: is it one, and where is its sound? */
final class ProbeStep implements Step {

  static final String NAME = JobType.SUBTITLE_GENERATION.firstStep();

  private static final Duration LONGEST = Duration.ofMinutes(2);

  private final MediaStore media;
  private final MediaProbe probe;
  private final Duration longestAudio;

  ProbeStep(MediaStore media, MediaProbe probe, Duration longestAudio) {
    this.media = media;
    this.probe = probe;
    this.longestAudio = longestAudio;
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public Outcome run(Work work) throws IOException, InterruptedException {
    work.enter(Stage.DOWNLOADING);
    Duration limit = work.deadline().atMost(LONGEST);
    try {
      MediaInfo info = probe.inspect(media.addressOf(work.job().source().key(), LONGEST), limit);
      return new Outcome.Next(MediaFacts.of(info, info.requireAudio()));
    } catch (MediaException e) {
      return SubtitlingFailures.of(e, longestAudio, limit.compareTo(LONGEST) < 0);
    }
  }
}
