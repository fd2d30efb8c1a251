package dev.mediajobs.worker.subtitling;

import dev.mediajobs.jobs.JobType;
import dev.mediajobs.jobs.MediaStore;
import dev.mediajobs.jobs.Originals;
import dev.mediajobs.jobs.UploadStore;
import dev.mediajobs.worker.engine.Pipeline;
import dev.mediajobs.worker.media.Ffmpeg;
import dev.mediajobs.worker.media.MediaProbe;
import dev.mediajobs.worker.recordings.ProbeStep;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.transcribe.TranscribeClient;

/** The steps from a recording to its subtitles. */
public final class SubtitlingPipeline {

  private SubtitlingPipeline() {}

  /**
   * What can be set.
   *
   * @param transcribePrefix what the names of this stack's transcriptions begin with
   * @param transcribeRole the role that lets Transcribe queue transcriptions
   * @param longestAudio the longest recording that is taken
   * @param askAgain after how long Transcribe is first asked about a transcription of which no news
   *     came
   */
  public record Settings(
      String transcribePrefix,
      Optional<String> transcribeRole,
      Duration longestAudio,
      Duration askAgain) {}

  /** The pipeline on these clients. */
  public static Pipeline of(
      Ffmpeg ffmpeg,
      MediaStore media,
      UploadStore uploads,
      Originals originals,
      S3Client s3,
      TranscribeClient transcribe,
      Settings settings) {
    Transcriptions transcriptions =
        new Transcriptions(
            transcribe, settings.transcribePrefix(), settings.transcribeRole(), media.bucket());
    return new Pipeline(
        List.of(
            new ProbeStep(
                media,
                MediaProbe.with(ffmpeg),
                JobType.SUBTITLE_GENERATION,
                SubtitlingFailures.reading(settings.longestAudio())),
            new DigestStep(media, uploads, originals),
            new ExtractStep(media, s3, ffmpeg, settings.longestAudio()),
            new TranscribeStep(transcriptions, settings.askAgain()),
            new CuesStep(media),
            new PublishStep(originals)));
  }
}
