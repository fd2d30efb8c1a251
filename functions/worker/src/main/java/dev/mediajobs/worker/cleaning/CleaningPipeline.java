package dev.mediajobs.worker.cleaning;

import dev.mediajobs.jobs.JobType;
import dev.mediajobs.jobs.MediaStore;
import dev.mediajobs.jobs.Products;
import dev.mediajobs.worker.denoise.NoiseRemoval;
import dev.mediajobs.worker.engine.Pipeline;
import dev.mediajobs.worker.media.Ffmpeg;
import dev.mediajobs.worker.media.MediaProbe;
import dev.mediajobs.worker.recordings.ProbeStep;
import dev.mediajobs.worker.recordings.ReadingFailures;
import java.time.Duration;
import java.util.List;
import software.amazon.awssdk.services.s3.S3Client;

/** The steps from a recording to the same with less noise. */
public final class CleaningPipeline {

  private CleaningPipeline() {}

  /**
   * The pipeline on these clients.
   *
   * @param longestAudio the longest recording that is taken
   */
  public static Pipeline of(MediaStore media, S3Client s3, Ffmpeg ffmpeg, Duration longestAudio) {
    ReadingFailures failures = CleaningFailures.reading(longestAudio);
    NoiseRemoval removal = NoiseRemoval.with(ffmpeg);
    Reading reading = new Reading(media, failures, longestAudio);
    return new Pipeline(
        List.of(
            new ProbeStep(media, MediaProbe.with(ffmpeg), JobType.NOISE_REMOVAL, failures),
            new SampleStep(reading, removal),
            new CleanStep(reading, new CleanedFiles(removal, s3, media.bucket())),
            new PublishStep(new Products(media))));
  }
}
