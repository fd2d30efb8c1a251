package dev.mediajobs.worker.subtitling;

import dev.mediajobs.jobs.Checkpoint;
import dev.mediajobs.jobs.Job;
import dev.mediajobs.jobs.MediaStore;
import dev.mediajobs.jobs.Stage;
import dev.mediajobs.jobs.SubtitleSettings;
import dev.mediajobs.worker.engine.AwaitingStep;
import dev.mediajobs.worker.engine.Outcome;
import dev.mediajobs.worker.engine.Work;
import java.time.Duration;
import java.util.Map;

/**
 * Has Amazon Transcribe listen. The transcription's name is made of the job and a generation, so
 * that whoever starts it again meets the one already bought; the generation changes only when
 * Transcribe itself has given one up.
 */
final class TranscribeStep implements AwaitingStep {

  static final String NAME = "transcribe";

  private static final String GENERATION = Checkpoint.LASTING + "transcription_generation";

  private final Transcriptions transcriptions;
  private final Duration askAgain;

  TranscribeStep(Transcriptions transcriptions, Duration askAgain) {
    this.transcriptions = transcriptions;
    this.askAgain = askAgain;
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public Outcome run(Work work) {
    work.enter(Stage.TRANSCRIBING);
    Job job = work.job();
    TranscriptionName name = transcriptions.nameOf(job.id(), generation(job));
    return new Outcome.Await(
        Map.of(
            TranscriptionName.FACT,
            name.toString(),
            CuesStep.TRANSCRIPT_KEY,
            MediaStore.prefixOf(job.origin().storage(), job.id())
                + "transcript-%d.json".formatted(generation(job))),
        askAgain);
  }

  @Override
  public boolean start(Job awaiting) throws RefusedException {
    return transcriptions.start(
        fact(awaiting, TranscriptionName.FACT),
        fact(awaiting, ExtractStep.AUDIO_KEY),
        fact(awaiting, CuesStep.TRANSCRIPT_KEY),
        awaiting.settings(SubtitleSettings.class));
  }

  @Override
  public Answer ask(Job awaiting) {
    Map<String, String> nextGeneration =
        Map.of(GENERATION, Integer.toString(generation(awaiting) + 1));
    return transcriptions.ask(fact(awaiting, TranscriptionName.FACT), nextGeneration);
  }

  private static int generation(Job job) {
    return job.checkpoint().fact(GENERATION).map(Integer::parseInt).orElse(1);
  }

  private static String fact(Job job, String name) {
    return job.checkpoint()
        .fact(name)
        .orElseThrow(() -> new IllegalStateException("an awaiting job must know its " + name));
  }
}
