package dev.mediajobs.worker.recordings;

import dev.mediajobs.jobs.Checkpoint;
import dev.mediajobs.worker.media.AudioStream;
import dev.mediajobs.worker.media.MediaInfo;
import dev.mediajobs.worker.media.PictureStream;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** What the probe found out about a recording, as facts of a checkpoint. */
public final class MediaFacts {

  private static final String FORMAT = "media_format";
  private static final String LENGTH = "media_ms";
  private static final String PICTURE_INDEX = "picture_index";
  private static final String PICTURE_CODEC = "picture_codec";
  private static final String INDEX = "audio_index";
  private static final String CODEC = "audio_codec";
  private static final String CHANNELS = "audio_channels";
  private static final String UNPLACED = "audio_unplaced";
  private static final String RATE = "audio_rate";
  private static final String START = "audio_start_ms";
  private static final String AUDIO_LENGTH = "audio_ms";

  private MediaFacts() {}

  /** What is to be kept of {@code info}, whose sound is {@code audio}. */
  public static Map<String, String> of(MediaInfo info, AudioStream audio) {
    Map<String, String> facts = new TreeMap<>();
    facts.put(FORMAT, info.format());
    info.duration().ifPresent(duration -> facts.put(LENGTH, millis(duration)));
    info.picture()
        .ifPresent(
            picture -> {
              facts.put(PICTURE_INDEX, Integer.toString(picture.index()));
              facts.put(PICTURE_CODEC, picture.codec());
            });
    facts.put(INDEX, Integer.toString(audio.index()));
    facts.put(CODEC, audio.codec());
    facts.put(CHANNELS, Integer.toString(audio.channels()));
    if (!audio.placed()) {
      facts.put(UNPLACED, "true");
    }
    facts.put(RATE, Integer.toString(audio.sampleRate()));
    facts.put(START, millis(audio.startOffset()));
    audio.duration().ifPresent(duration -> facts.put(AUDIO_LENGTH, millis(duration)));
    return facts;
  }

  /**
   * What was kept.
   *
   * @throws IllegalStateException when the probe has not run
   */
  public static MediaInfo read(Checkpoint checkpoint) {
    AudioStream audio =
        new AudioStream(
            Integer.parseInt(known(checkpoint, INDEX)),
            known(checkpoint, CODEC),
            Integer.parseInt(known(checkpoint, CHANNELS)),
            checkpoint.fact(UNPLACED).isEmpty(),
            Integer.parseInt(known(checkpoint, RATE)),
            startOffset(checkpoint),
            duration(checkpoint, AUDIO_LENGTH));
    return new MediaInfo(
        known(checkpoint, FORMAT),
        duration(checkpoint, LENGTH),
        Optional.of(audio),
        picture(checkpoint));
  }

  private static Optional<PictureStream> picture(Checkpoint checkpoint) {
    return checkpoint
        .fact(PICTURE_INDEX)
        .map(index -> new PictureStream(Integer.parseInt(index), known(checkpoint, PICTURE_CODEC)));
  }

  /** See {@link AudioStream#startOffset}. */
  public static Duration startOffset(Checkpoint checkpoint) {
    return duration(checkpoint, START).orElse(Duration.ZERO);
  }

  private static String known(Checkpoint checkpoint, String name) {
    return checkpoint
        .fact(name)
        .orElseThrow(() -> new IllegalStateException("the probe has not found out " + name));
  }

  private static Optional<Duration> duration(Checkpoint checkpoint, String name) {
    return checkpoint.fact(name).map(Long::parseLong).map(Duration::ofMillis);
  }

  private static String millis(Duration duration) {
    return Long.toString(duration.toMillis());
  }
}
