package dev.mediajobs.worker.subtitling;

import dev.mediajobs.worker.media.AudioExtraction.Limits;
import dev.mediajobs.worker.media.ExtractedAudio;
import dev.mediajobs.worker.media.ExtractionListener;
import dev.mediajobs.worker.media.MediaException;
import dev.mediajobs.worker.media.MediaInfo;
import dev.mediajobs.worker.media.SpeechMix;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;

/** A way to take from a recording what a speech recogniser is to hear. */
@FunctionalInterface
interface SpeechSound {

  /** See {@link dev.mediajobs.worker.media.AudioExtraction#extract}. */
  ExtractedAudio extract(
      URI source,
      MediaInfo info,
      SpeechMix mix,
      Limits limits,
      OutputStream sink,
      ExtractionListener listener)
      throws IOException, MediaException, InterruptedException;
}
