package dev.mediajobs.worker.cleaning;

import dev.mediajobs.jobs.Products;
import dev.mediajobs.jobs.Stage;
import dev.mediajobs.worker.engine.Outcome;
import dev.mediajobs.worker.engine.Step;
import dev.mediajobs.worker.engine.Work;

/**
 * Makes the written files the job's result, and assets beside the one that they were made of: one
 * transaction, before which nobody sees any of them.
 */
final class PublishStep implements Step {

  private final Products products;

  PublishStep(Products products) {
    this.products = products;
  }

  @Override
  public String name() {
    return "publish";
  }

  @Override
  public Outcome run(Work work) {
    work.enter(Stage.SAVING);
    return new Outcome.Done(
        products.publish(work.job(), ResultFacts.read(work.job().checkpoint())));
  }
}
