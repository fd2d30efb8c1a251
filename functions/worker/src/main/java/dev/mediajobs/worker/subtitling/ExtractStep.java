package dev.mediajobs.worker.subtitling;

import dev.mediajobs.jobs.Job;
import dev.mediajobs.jobs.MediaStore;
import dev.mediajobs.jobs.Stage;
import dev.mediajobs.jobs.SubtitleSettings;
import dev.mediajobs.worker.denoise.NoiseRemoval;
import dev.mediajobs.worker.engine.Outcome;
import dev.mediajobs.worker.engine.Step;
import dev.mediajobs.worker.engine.Work;
import dev.mediajobs.worker.media.AudioExtraction;
import dev.mediajobs.worker.media.ExtractedAudio;
import dev.mediajobs.worker.media.Ffmpeg;
import dev.mediajobs.worker.media.FlacUpload;
import dev.mediajobs.worker.media.MediaException;
import dev.mediajobs.worker.media.SpeechMix;
import dev.mediajobs.worker.recordings.MediaFacts;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.s3.S3Client;

/** Puts the recording's sound, as speech recognisers like it, into the media bucket. */
final class ExtractStep implements Step {

  static final String NAME = "extract";
  static final String AUDIO_KEY = "extracted_key";
  static final String AUDIO_LENGTH = "extracted_ms";

  /**
   * Amazon Transcribe takes nothing shorter
   * (https://docs.aws.amazon.com/transcribe/latest/dg/limits-guidelines.html).
   */
  static final Duration SHORTEST_AUDIO = Duration.ofMillis(500);

  /** Five gigabytes over a slow connection; more time than one function call has is never used. */
  private static final Duration LONGEST = Duration.ofMinutes(14);

  private final MediaStore media;
  private final S3Client s3;
  private final SpeechSound plain;
  private final SpeechSound denoised;
  private final Duration longestAudio;

  ExtractStep(MediaStore media, S3Client s3, Ffmpeg ffmpeg, Duration longestAudio) {
    this.media = media;
    this.s3 = s3;
    this.plain = AudioExtraction.with(ffmpeg)::extract;
    this.denoised = new DenoisedSound(NoiseRemoval.with(ffmpeg));
    this.longestAudio = longestAudio;
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public Outcome run(Work work) throws IOException, InterruptedException {
    work.enter(Stage.EXTRACTING);
    Optional<Outcome> together = extracted(work, SpeechMix.TOGETHER);
    return together.isPresent()
        ? together.get()
        : extracted(work, SpeechMix.DIFFERENCE).orElseThrow();
  }

  /** Empty when the channels cancel each other out, and have to be mixed in the other way. */
  private Optional<Outcome> extracted(Work work, SpeechMix mix)
      throws IOException, InterruptedException {
    Duration limit = work.deadline().atMost(LONGEST);
    Job job = work.job();
    String key = MediaStore.prefixOf(job) + "audio.flac";
    try (FlacUpload upload = FlacUpload.to(s3, media.bucket(), key)) {
      SpeechSound sound = job.settings(SubtitleSettings.class).denoise() ? denoised : plain;
      ExtractedAudio audio =
          sound.extract(
              media.addressOf(job.source().key(), LONGEST),
              MediaFacts.read(job.checkpoint()),
              mix,
              new AudioExtraction.Limits(longestAudio, limit),
              upload,
              fraction -> work.report(Stage.EXTRACTING, fraction));
      if (audio.duration().compareTo(SHORTEST_AUDIO) < 0) {
        return Optional.of(
            new Outcome.PermanentFailure(
                SubtitlingFailures.tooShort(audio.duration(), SHORTEST_AUDIO),
                new IllegalStateException("extracted " + audio)));
      }
      if (audio.cancelledOut() && mix == SpeechMix.TOGETHER) {
        return Optional.empty();
      }
      upload.complete(audio.samples());
      return Optional.of(
          new Outcome.Next(
              Map.of(AUDIO_KEY, key, AUDIO_LENGTH, Long.toString(audio.duration().toMillis()))));
    } catch (MediaException e) {
      boolean shortOfTime = limit.compareTo(LONGEST) < 0;
      return Optional.of(SubtitlingFailures.reading(longestAudio).of(e, shortOfTime));
    }
  }
}
