package dev.mediajobs.worker.cleaning;

import dev.mediajobs.jobs.MediaStore;
import dev.mediajobs.worker.engine.Outcome;
import dev.mediajobs.worker.engine.Work;
import dev.mediajobs.worker.media.AudioExtraction.Limits;
import dev.mediajobs.worker.media.MediaException;
import dev.mediajobs.worker.media.MediaInfo;
import dev.mediajobs.worker.recordings.MediaFacts;
import dev.mediajobs.worker.recordings.ReadingFailures;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;

/**
 * A reading of a job's whole recording, within the time that there is.
 *
 * @param media where the recording lies, and what is made of it
 * @param failures what it means that it can't be read
 * @param longestAudio the longest recording that is taken
 */
record Reading(MediaStore media, ReadingFailures failures, Duration longestAudio) {

  /** Five gigabytes over a slow connection; more time than one function call has is never used. */
  private static final Duration LONGEST = Duration.ofMinutes(14);

  /** What is done with the recording. */
  @FunctionalInterface
  interface Use {
    Outcome of(URI source, MediaInfo info, Limits limits)
        throws IOException, MediaException, InterruptedException;
  }

  /** What comes of the use, or of its failure. */
  Outcome of(Work work, Use use) throws IOException, InterruptedException {
    Duration limit = work.deadline().atMost(LONGEST);
    try {
      return use.of(
          media.addressOf(work.job().source().key(), LONGEST),
          MediaFacts.read(work.job().checkpoint()),
          new Limits(longestAudio, limit));
    } catch (MediaException e) {
      return failures.of(e, limit.compareTo(LONGEST) < 0);
    }
  }
}
