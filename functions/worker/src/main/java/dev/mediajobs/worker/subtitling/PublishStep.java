package dev.mediajobs.worker.subtitling;

import dev.mediajobs.jobs.Checkpoint;
import dev.mediajobs.jobs.Originals;
import dev.mediajobs.worker.engine.Outcome;
import dev.mediajobs.worker.engine.Step;
import dev.mediajobs.worker.engine.Work;

/**
 * Makes the written files the job's result: one conditional write, before which nobody sees any of
 * them. Those who submit the same recording later will find them.
 */
final class PublishStep implements Step {

  static final String NAME = "publish";

  private final Originals originals;

  PublishStep(Originals originals) {
    this.originals = originals;
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public Outcome run(Work work) {
    work.job()
        .checkpoint()
        .fact(Checkpoint.SOURCE_DIGEST)
        .ifPresent(digest -> originals.remember(work.job(), digest));
    return new Outcome.Done(ResultFacts.read(work.job().checkpoint()));
  }
}
