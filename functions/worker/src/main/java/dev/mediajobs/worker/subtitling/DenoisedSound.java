package dev.mediajobs.worker.subtitling;

import dev.mediajobs.worker.denoise.NoiseProfile;
import dev.mediajobs.worker.denoise.NoiseRemoval;
import dev.mediajobs.worker.media.AudioExtraction.Limits;
import dev.mediajobs.worker.media.ExtractedAudio;
import dev.mediajobs.worker.media.ExtractionListener;
import dev.mediajobs.worker.media.MediaException;
import dev.mediajobs.worker.media.MediaInfo;
import dev.mediajobs.worker.media.SpeechMix;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.time.Duration;

/** The sound without its background noise; reads the recording twice. */
final class DenoisedSound implements SpeechSound {

  /** Listening for the noise takes about as long as taking it away. */
  private static final double SAMPLING = 0.5;

  private final NoiseRemoval removal;

  DenoisedSound(NoiseRemoval removal) {
    this.removal = removal;
  }

  @Override
  public ExtractedAudio extract(
      URI source,
      MediaInfo info,
      SpeechMix mix,
      Limits limits,
      OutputStream sink,
      ExtractionListener listener)
      throws IOException, MediaException, InterruptedException {
    Duration half = limits.time().dividedBy(2);
    Limits each = new Limits(limits.longest(), half);
    NoiseProfile profile =
        removal.sample(source, info, each, fraction -> listener.reached(SAMPLING * fraction));
    return removal.extract(
        source,
        info,
        profile,
        mix,
        each,
        sink,
        fraction -> listener.reached(SAMPLING + (1 - SAMPLING) * fraction));
  }
}
