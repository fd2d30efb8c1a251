package dev.mediajobs.worker.cleaning;

import dev.mediajobs.jobs.MediaStore;
import dev.mediajobs.jobs.NoiseRemovalSettings;
import dev.mediajobs.jobs.Stage;
import dev.mediajobs.worker.engine.Outcome;
import dev.mediajobs.worker.engine.Step;
import dev.mediajobs.worker.engine.Work;
import dev.mediajobs.worker.media.MediaException;
import java.io.IOException;
import java.util.Optional;

/** Writes the recording without its noise where nobody looks yet. */
final class CleanStep implements Step {

  private final Reading reading;
  private final CleanedFiles files;

  CleanStep(Reading reading, CleanedFiles files) {
    this.reading = reading;
    this.files = files;
  }

  @Override
  public String name() {
    return "clean";
  }

  @Override
  public Outcome run(Work work) throws IOException, InterruptedException {
    work.enter(Stage.CLEANING);
    return reading.of(
        work,
        (source, info, limits) ->
            written(
                work,
                new CleanedFiles.Recording(
                    source, info, ProfileFacts.read(work.job().checkpoint()), limits)));
  }

  private Outcome written(Work work, CleanedFiles.Recording recording)
      throws IOException, MediaException, InterruptedException {
    String prefix = MediaStore.prefixOf(work.job());
    boolean withPicture =
        work.job().settings(NoiseRemovalSettings.class).withVideo() && recording.info().hasVideo();
    double share = withPicture ? 0.5 : 1;
    CleanedFiles.Written audio =
        files.writeAudio(
            recording, prefix, fraction -> work.report(Stage.CLEANING, share * fraction));
    Optional<CleanedFiles.Written> video =
        withPicture
            ? Optional.of(
                files.writeVideo(
                    recording,
                    prefix,
                    fraction -> work.report(Stage.CLEANING, share + share * fraction)))
            : Optional.empty();
    if (audio.isTooLarge() || video.filter(CleanedFiles.Written::isTooLarge).isPresent()) {
      return new Outcome.PermanentFailure(
          CleaningFailures.TOO_LARGE, new IllegalStateException(audio + ", " + video));
    }
    return new Outcome.Next(
        ResultFacts.of(prefix, audio.file(), video.map(CleanedFiles.Written::file), audio.sound()));
  }
}
