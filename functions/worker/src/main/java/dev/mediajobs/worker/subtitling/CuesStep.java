package dev.mediajobs.worker.subtitling;

import dev.mediajobs.jobs.Format;
import dev.mediajobs.jobs.Job;
import dev.mediajobs.jobs.MediaStore;
import dev.mediajobs.jobs.Stage;
import dev.mediajobs.jobs.SubtitleResult;
import dev.mediajobs.jobs.SubtitleSettings;
import dev.mediajobs.subtitles.CueRules;
import dev.mediajobs.subtitles.SubtitleFormat;
import dev.mediajobs.subtitles.Subtitles;
import dev.mediajobs.subtitles.TranscribeOutput;
import dev.mediajobs.subtitles.Transcript;
import dev.mediajobs.subtitles.TranscriptFormatException;
import dev.mediajobs.worker.engine.Outcome;
import dev.mediajobs.worker.engine.Step;
import dev.mediajobs.worker.engine.Work;
import dev.mediajobs.worker.recordings.MediaFacts;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Makes cues of what Transcribe heard, and writes them in every format beside the audio, where
 * nobody looks yet.
 */
final class CuesStep implements Step {

  static final String NAME = "cues";
  static final String TRANSCRIPT_KEY = "transcript_key";

  /** The name of the fact that nobody speaks, so that there is no transcript. */
  static final String NO_SPEECH = "no_speech";

  private final MediaStore media;

  CuesStep(MediaStore media) {
    this.media = media;
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public Outcome run(Work work) throws IOException {
    work.enter(Stage.DIARIZING);
    Job job = work.job();
    Optional<Transcript> heard;
    try {
      heard =
          job.checkpoint().fact(NO_SPEECH).isPresent()
              ? Optional.of(Transcript.of(Optional.empty(), List.of()))
              : transcript(work.fact(TRANSCRIPT_KEY));
    } catch (TranscriptFormatException e) {
      return new Outcome.PermanentFailure(SubtitlingFailures.TRANSCRIPT_UNREADABLE, e);
    }
    if (heard.isEmpty()) {
      return new Outcome.PermanentFailure(
          SubtitlingFailures.TRANSCRIPT_UNREADABLE,
          new IllegalStateException("the finished transcription has left no transcript"));
    }
    Duration audio = Duration.ofMillis(Long.parseLong(work.fact(ExtractStep.AUDIO_LENGTH)));
    Transcript transcript =
        heard.get().lasting(audio).shiftedBy(MediaFacts.startOffset(job.checkpoint()));
    Subtitles subtitles = Subtitles.of(transcript, CueRules.defaults());
    work.enter(Stage.GENERATING);
    return new Outcome.Next(ResultFacts.of(written(job, subtitles)));
  }

  private Optional<Transcript> transcript(String key)
      throws IOException, TranscriptFormatException {
    var object = media.read(key);
    if (object.isEmpty()) {
      return Optional.empty();
    }
    try (InputStream document = object.get()) {
      return Optional.of(TranscribeOutput.read(document));
    }
  }

  private SubtitleResult written(Job job, Subtitles subtitles) {
    String prefix = MediaStore.prefixOf(job);
    Map<Format, Long> sizes = new EnumMap<>(Format.class);
    for (Format format : Format.values()) {
      byte[] file = subtitles.toBytes(SubtitleFormat.valueOf(format.name()));
      media.write(SubtitleResult.key(prefix, format), format.contentType(), file);
      sizes.put(format, (long) file.length);
    }
    Transcript transcript = subtitles.transcript();
    return new SubtitleResult(
        prefix,
        sizes,
        transcript.language(),
        transcript.duration(),
        subtitles.cues().size(),
        transcript.words().size(),
        transcript.speakers().size(),
        notes(job.settings(SubtitleSettings.class), transcript));
  }

  private static List<String> notes(SubtitleSettings settings, Transcript transcript) {
    List<String> notes = new ArrayList<>();
    if (transcript.noSpeech()) {
      notes.add(SubtitleResult.NO_SPEECH);
      return notes;
    }
    int found = transcript.speakers().size();
    if (settings.labelsSpeakers() && found < settings.leastSpeakers()) {
      notes.add(
          "fewer speakers than expected: %d of at least %d"
              .formatted(found, settings.leastSpeakers()));
    }
    return notes;
  }
}
