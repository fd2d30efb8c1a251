package dev.mediajobs.local.model;

import dev.mediajobs.jobs.Failures;
import dev.mediajobs.jobs.MediaStore;
import dev.mediajobs.jobs.Stage;
import dev.mediajobs.worker.engine.Outcome;
import dev.mediajobs.worker.engine.Step;
import dev.mediajobs.worker.engine.Work;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/**
 * A step that would have to do with ffmpeg: it takes a while, shows signs of life, leaves an object
 * behind, and comes to any outcome there is.
 */
final class PlayedStep implements Step {

  static final String BUSY = "is busy with ";

  /** The fact how many parts of steps were done by those who handed over. */
  static final String FURTHER = "further";

  private static final int MOST_PARTS = 5;

  private final String name;
  private final Stage stage;
  private final Map<String, String> facts;
  private final Actor actor;
  private final World world;
  private final MediaStore media;
  private final Holds holds;

  PlayedStep(
      String name,
      Stage stage,
      Map<String, String> facts,
      Actor actor,
      World world,
      MediaStore media,
      Holds holds) {
    this.name = name;
    this.stage = stage;
    this.facts = facts;
    this.actor = actor;
    this.world = world;
    this.media = media;
    this.holds = holds;
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public Outcome run(Work work) throws Exception {
    holds.remember(actor, work.job());
    work.enter(stage);
    int busy = world.isFair() ? 0 : world.random().nextInt(3);
    for (int i = 0; i < busy; i++) {
      actor.pause(BUSY + name);
      work.report(stage, 0.5);
    }
    String prefix = MediaStore.prefixOf(work.job());
    media.write(prefix + name, "audio/flac", "sound".getBytes(StandardCharsets.UTF_8));
    return world.random().nextInt(100) < world.troubles() ? trouble(work) : new Outcome.Next(facts);
  }

  private Outcome trouble(Work work) throws IOException {
    IOException cause = new IOException("simulated");
    return switch (world.random().nextInt(6)) {
      case 0, 1 -> new Outcome.TransientFailure(Failures.CONNECTION, Map.of(), cause);
      case 2 -> new Outcome.HandOver();
      case 3 -> further(work.job().checkpoint().fact(FURTHER).map(Integer::valueOf).orElse(0));
      case 4 -> new Outcome.PermanentFailure(Failures.UNEXPECTED, cause);
      default -> throw cause;
    };
  }

  /** Part of the step is done, or for once nothing. */
  private static Outcome further(int parts) {
    return parts < MOST_PARTS
        ? new Outcome.HandOver(Map.of(FURTHER, Integer.toString(parts + 1)))
        : new Outcome.HandOver();
  }
}
