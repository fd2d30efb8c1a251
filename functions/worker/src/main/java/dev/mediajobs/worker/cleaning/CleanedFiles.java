package dev.mediajobs.worker.cleaning;

import dev.mediajobs.jobs.MediaStore;
import dev.mediajobs.jobs.ResultFile;
import dev.mediajobs.worker.denoise.AudioFormat;
import dev.mediajobs.worker.denoise.Denoised;
import dev.mediajobs.worker.denoise.NoiseProfile;
import dev.mediajobs.worker.denoise.NoiseRemoval;
import dev.mediajobs.worker.denoise.VideoContainer;
import dev.mediajobs.worker.media.AudioExtraction.Limits;
import dev.mediajobs.worker.media.AudioStream;
import dev.mediajobs.worker.media.ExtractionListener;
import dev.mediajobs.worker.media.FlacUpload;
import dev.mediajobs.worker.media.MediaException;
import dev.mediajobs.worker.media.MediaInfo;
import dev.mediajobs.worker.media.ObjectUpload;
import java.io.IOException;
import java.net.URI;
import java.util.Set;
import software.amazon.awssdk.services.s3.S3Client;

/** The files that noise removal makes, as they are called and written. */
final class CleanedFiles {

  private static final Set<String> LOSSLESS =
      Set.of("flac", "alac", "wavpack", "ape", "tta", "tak", "shorten", "mlp", "truehd");

  private final NoiseRemoval removal;
  private final S3Client s3;
  private final String bucket;

  CleanedFiles(NoiseRemoval removal, S3Client s3, String bucket) {
    this.removal = removal;
    this.s3 = s3;
    this.bucket = bucket;
  }

  /**
   * What is cleaned.
   *
   * @param source where it is read
   * @param info what the probe said of it
   * @param profile what its noise sounds like
   * @param limits on each reading
   */
  record Recording(URI source, MediaInfo info, NoiseProfile profile, Limits limits) {}

  /**
   * What was written.
   *
   * @param file how it is called
   * @param sound what it holds
   */
  record Written(ResultFile file, Denoised sound) {

    boolean isTooLarge() {
      return file.bytes() > MediaStore.LARGEST_COPY;
    }
  }

  /** Writes the sound; without loss for those who handed it in without loss. */
  Written writeAudio(Recording recording, String prefix, ExtractionListener listener)
      throws IOException, MediaException, InterruptedException {
    AudioFormat format =
        isLossless(recording.info().requireAudio()) ? AudioFormat.FLAC : AudioFormat.M4A;
    String name = "cleaned." + format.extension();
    Denoised sound =
        format == AudioFormat.FLAC
            ? flac(recording, prefix + name, listener)
            : m4a(recording, prefix + name, listener);
    return new Written(new ResultFile(name, format.contentType(), sound.bytes()), sound);
  }

  private static boolean isLossless(AudioStream audio) {
    return audio.codec().startsWith("pcm_") || LOSSLESS.contains(audio.codec());
  }

  private Denoised flac(Recording recording, String key, ExtractionListener listener)
      throws IOException, MediaException, InterruptedException {
    try (FlacUpload upload = FlacUpload.to(s3, bucket, key)) {
      Denoised sound =
          removal.clean(
              recording.source(),
              recording.info(),
              recording.profile(),
              recording.limits(),
              AudioFormat.FLAC,
              upload,
              listener);
      upload.complete(sound.samples());
      return sound;
    }
  }

  private Denoised m4a(Recording recording, String key, ExtractionListener listener)
      throws IOException, MediaException, InterruptedException {
    try (ObjectUpload upload = ObjectUpload.to(s3, bucket, key, AudioFormat.M4A.contentType())) {
      Denoised sound =
          removal.clean(
              recording.source(),
              recording.info(),
              recording.profile(),
              recording.limits(),
              AudioFormat.M4A,
              upload,
              listener);
      upload.complete();
      return sound;
    }
  }

  /** Writes the picture as it is, with the cleaned sound. */
  Written writeVideo(Recording recording, String prefix, ExtractionListener listener)
      throws IOException, MediaException, InterruptedException {
    VideoContainer container = VideoContainer.of(recording.info().picture().orElseThrow());
    String name = "cleaned-video." + container.extension();
    try (ObjectUpload upload =
        ObjectUpload.to(s3, bucket, prefix + name, container.contentType())) {
      Denoised sound =
          removal.remux(
              recording.source(),
              recording.info(),
              recording.profile(),
              recording.limits(),
              container,
              upload,
              listener);
      upload.complete();
      return new Written(new ResultFile(name, container.contentType(), sound.bytes()), sound);
    }
  }
}
