package dev.mediajobs.worker.speaking;

import dev.mediajobs.jobs.MediaStore;
import dev.mediajobs.worker.engine.Outcome;
import dev.mediajobs.worker.engine.Step;
import dev.mediajobs.worker.engine.Work;

/**
 * Makes the written files the job's result: one conditional write, before which nobody sees any of
 * them.
 */
final class PublishStep implements Step {

  static final String NAME = "publish";

  private final MediaStore media;

  PublishStep(MediaStore media) {
    this.media = media;
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public Outcome run(Work work) {
    // The row knows the written files by now, so nobody speaks this script again.
    KeptSpeech.of(work.job(), media).forget();
    return new Outcome.Done(ResultFacts.read(work.job().checkpoint()));
  }
}
