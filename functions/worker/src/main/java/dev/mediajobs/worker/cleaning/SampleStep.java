package dev.mediajobs.worker.cleaning;

import dev.mediajobs.jobs.Stage;
import dev.mediajobs.worker.denoise.NoiseRemoval;
import dev.mediajobs.worker.engine.Outcome;
import dev.mediajobs.worker.engine.Step;
import dev.mediajobs.worker.engine.Work;
import java.io.IOException;

/** Finds out what the noise sounds like. */
final class SampleStep implements Step {

  private final Reading reading;
  private final NoiseRemoval removal;

  SampleStep(Reading reading, NoiseRemoval removal) {
    this.reading = reading;
    this.removal = removal;
  }

  @Override
  public String name() {
    return "sample";
  }

  @Override
  public Outcome run(Work work) throws IOException, InterruptedException {
    return reading.of(
        work,
        (source, info, limits) ->
            new Outcome.Next(
                ProfileFacts.of(
                    removal.sample(
                        source,
                        info,
                        limits,
                        fraction -> work.report(Stage.ANALYZING, fraction)))));
  }
}
