package dev.mediajobs.worker.speaking;

import dev.mediajobs.jobs.Job;
import dev.mediajobs.jobs.MediaStore;
import dev.mediajobs.worker.speech.SpokenStore;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.core.exception.SdkException;

/**
 * What was spoken of a job's script so far, among the job's own objects and whatever its fence: a
 * name stands for a sound, so it does not matter who kept it.
 *
 * <p>Every method but {@link #forget} throws {@code SdkException} when S3 can't be reached or
 * refuses.
 */
final class KeptSpeech implements SpokenStore {

  private static final Logger LOG = LoggerFactory.getLogger(KeptSpeech.class);
  private static final String FOLDER = "spoken/";
  private static final String TYPE = "application/octet-stream";

  private final MediaStore media;
  private final String prefix;

  private KeptSpeech(MediaStore media, String prefix) {
    this.media = media;
    this.prefix = prefix;
  }

  static KeptSpeech of(Job job, MediaStore media) {
    return new KeptSpeech(media, MediaStore.prefixOf(job.origin().storage(), job.id()) + FOLDER);
  }

  @Override
  public Set<String> names() {
    return media.namesUnder(prefix);
  }

  @Override
  public boolean fetch(String name, Path file) throws IOException {
    return media.read(prefix + name, file);
  }

  @Override
  public void keep(String name, Path file) {
    media.write(prefix + name, TYPE, file);
  }

  /** Nobody needs it any more. What can't be deleted now goes with the job's row. */
  void forget() {
    try {
      media.deleteAllUnder(prefix);
    } catch (SdkException e) {
      LOG.warn("what was spoken for {} stays until its job is gone", prefix, e);
    }
  }
}
