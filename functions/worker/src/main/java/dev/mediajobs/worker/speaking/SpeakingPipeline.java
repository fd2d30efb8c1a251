package dev.mediajobs.worker.speaking;

import dev.mediajobs.jobs.MediaStore;
import dev.mediajobs.worker.engine.Pipeline;
import dev.mediajobs.worker.media.Ffmpeg;
import dev.mediajobs.worker.speech.SpeechProvider;
import dev.mediajobs.worker.speech.Synthesis;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.s3.S3Client;

/** The steps from a script to its sound; the same for scripts of one role and of several. */
public final class SpeakingPipeline {

  private SpeakingPipeline() {}

  /**
   * What can be set.
   *
   * @param concurrency how many requests an engine gets at once from one job, 1 to 64
   * @param longest the longest speech that is made
   * @param folder where files lie meanwhile
   * @param folderBytes how much room there is
   */
  public record Settings(int concurrency, Duration longest, Path folder, long folderBytes) {}

  /**
   * The pipeline on these clients.
   *
   * @param providers the engines that scripts may ask for, no two with the same name
   */
  public static Pipeline of(
      MediaStore media,
      S3Client s3,
      Ffmpeg ffmpeg,
      List<SpeechProvider> providers,
      Settings settings,
      InstantSource clock) {
    Synthesis.Limits limits =
        new Synthesis.Limits(
            settings.concurrency(), settings.longest(), settings.folderBytes(), SpeakStep.JOINING);
    Function<SpeechProvider, Synthesis> engine =
        provider -> Synthesis.with(provider, ffmpeg, limits, clock);
    return new Pipeline(
        List.of(
            new SpeakStep(
                media,
                s3,
                providers.stream().collect(Collectors.toMap(SpeechProvider::name, engine)),
                settings.folder()),
            new PublishStep(media)));
  }
}
