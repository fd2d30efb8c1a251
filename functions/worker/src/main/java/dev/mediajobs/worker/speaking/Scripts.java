package dev.mediajobs.worker.speaking;

import dev.mediajobs.jobs.Job;
import dev.mediajobs.jobs.JobType;
import dev.mediajobs.jobs.MediaStore;
import dev.mediajobs.speech.InvalidScriptException;
import dev.mediajobs.speech.Script;
import dev.mediajobs.speech.ScriptReader;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;

/** The scripts of jobs, as their owners sent them. */
final class Scripts {

  private final MediaStore media;

  Scripts(MediaStore media) {
    this.media = media;
  }

  /**
   * The script of a speech job; empty when it is gone.
   *
   * @throws InvalidScriptException when it breaks a rule that it kept when it was accepted
   */
  Optional<Script> of(Job job) throws IOException, InvalidScriptException {
    var object = media.read(job.source().key());
    if (object.isEmpty()) {
      return Optional.empty();
    }
    try (InputStream content = object.get()) {
      return Optional.of(
          job.type() == JobType.SINGLE_TTS
              ? ScriptReader.oneRole(content)
              : ScriptReader.severalRoles(content));
    }
  }
}
