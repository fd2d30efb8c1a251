package dev.mediajobs.worker.speaking;

import dev.mediajobs.jobs.Job;
import dev.mediajobs.jobs.MediaStore;
import dev.mediajobs.jobs.ResultFile;
import dev.mediajobs.jobs.SpeechResult;
import dev.mediajobs.jobs.SpeechSettings;
import dev.mediajobs.jobs.Stage;
import dev.mediajobs.speech.AudioFormat;
import dev.mediajobs.speech.InvalidScriptException;
import dev.mediajobs.speech.Script;
import dev.mediajobs.worker.engine.Outcome;
import dev.mediajobs.worker.engine.Step;
import dev.mediajobs.worker.engine.Work;
import dev.mediajobs.worker.media.ObjectUpload;
import dev.mediajobs.worker.speech.Sitting;
import dev.mediajobs.worker.speech.Speech;
import dev.mediajobs.worker.speech.SpeechException;
import dev.mediajobs.worker.speech.SpokenScript;
import dev.mediajobs.worker.speech.Synthesis;
import dev.mediajobs.worker.speech.Voice;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.s3.S3Client;

/**
 * Speaks the script of a job, and writes the sound, the times of its turns and its subtitles where
 * nobody looks yet.
 */
final class SpeakStep implements Step {

  /** The name that types of jobs begin with. */
  static final String NAME = "speak";

  /** Each of the two passes over all sound may last as long. */
  static final Duration JOINING = Duration.ofMinutes(6);

  /** The fact how many passages were kept by those who ran out of time. */
  private static final String KEPT = "spoken_passages";

  /** The fact how long they took. */
  private static final String LASTED = "spoken_for_ms";

  private final MediaStore media;
  private final S3Client s3;
  private final Scripts scripts;
  private final Map<String, Synthesis> engines;
  private final Path folder;

  /**
   * With these engines.
   *
   * @param engines by the names that scripts call them
   * @param folder where files lie meanwhile
   */
  SpeakStep(MediaStore media, S3Client s3, Map<String, Synthesis> engines, Path folder) {
    this.media = media;
    this.s3 = s3;
    this.scripts = new Scripts(media);
    this.engines = Map.copyOf(engines);
    this.folder = folder;
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public Outcome run(Work work) throws IOException, InterruptedException {
    work.enter(Stage.SPEAKING);
    String provider = work.job().settings(SpeechSettings.class).provider();
    Optional<Synthesis> engine = Optional.ofNullable(engines.get(provider));
    if (engine.isEmpty()) {
      return new Outcome.PermanentFailure(
          SpeakingFailures.withdrawn(provider),
          new IllegalStateException("no engine is called " + provider));
    }
    try {
      Optional<Script> script = scripts.of(work.job());
      return script.isEmpty()
          ? new Outcome.PermanentFailure(
              SpeakingFailures.GONE, new IllegalStateException("the script is gone"))
          : speak(script.get(), engine.get(), work);
    } catch (InvalidScriptException e) {
      return new Outcome.PermanentFailure(SpeakingFailures.UNREADABLE, e);
    } catch (SpeechException e) {
      return SpeakingFailures.of(e);
    }
  }

  private Outcome speak(Script script, Synthesis engine, Work work)
      throws IOException, InterruptedException, SpeechException {
    Job job = work.job();
    String prefix = MediaStore.prefixOf(job);
    AudioFormat format = script.format();
    String key = prefix + ResultFiles.audio(format, 0).name();
    Pace pace = new Pace(work);
    Sitting sitting = new Sitting(pace, KeptSpeech.of(job, media), pace);
    try (ObjectUpload upload = ObjectUpload.to(s3, media.bucket(), key, format.contentType())) {
      return switch (engine.speak(script, folder, upload, sitting)) {
        case Speech.Unfinished(int passages, Duration latency) -> handOver(job, passages, latency);
        case Speech.Whole(SpokenScript spoken) -> {
          upload.complete();
          ResultFile audio = ResultFiles.audio(format, media.size(key).orElseThrow());
          yield new Outcome.Next(ResultFacts.of(result(job, script, spoken, audio)));
        }
      };
    }
  }

  /** Somebody else goes on; who spoke nothing has brought the job no further. */
  private static Outcome handOver(Job job, int passages, Duration latency) {
    return passages == 0
        ? new Outcome.HandOver()
        : new Outcome.HandOver(
            Map.of(
                KEPT, Long.toString(earlier(job, KEPT) + passages),
                LASTED, Long.toString(earlier(job, LASTED) + latency.toMillis())));
  }

  private SpeechResult result(Job job, Script script, SpokenScript spoken, ResultFile audio) {
    String prefix = MediaStore.prefixOf(job);
    ResultFiles files = new ResultFiles(media, prefix);
    ResultFile timings = files.writeTimings(script, spoken);
    return new SpeechResult(
        prefix,
        audio,
        timings,
        files.writeSubtitles(script, spoken),
        spoken.duration(),
        spoken.latency().plusMillis(earlier(job, LASTED)),
        script.turns().size(),
        notes(spoken),
        Optional.empty());
  }

  private static long earlier(Job job, String fact) {
    return job.checkpoint().fact(fact).map(Long::parseLong).orElse(0L);
  }

  private static List<String> notes(SpokenScript spoken) {
    return spoken.notFollowed().stream()
        .map(SpeakStep::spelled)
        .map("not every voice can follow a wish for "::concat)
        .toList();
  }

  private static String spelled(Voice.Ability ability) {
    return ability.name().toLowerCase(Locale.ROOT);
  }
}
