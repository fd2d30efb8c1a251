package dev.mediajobs.local.polly;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** What an answer of SynthesizeSpeech may consist of. */
enum OutputFormat {
  JSON("json", "application/x-json-stream"),
  MP3("mp3", "audio/mpeg"),
  OGG_OPUS("ogg_opus", "audio/ogg"),
  OGG_VORBIS("ogg_vorbis", "audio/ogg"),
  PCM("pcm", "audio/pcm");

  private final String id;
  private final String contentType;

  OutputFormat(String id, String contentType) {
    this.id = id;
    this.contentType = contentType;
  }

  /** Its name in requests. */
  String id() {
    return id;
  }

  String contentType() {
    return contentType;
  }

  /** How many samples a second it may have. */
  List<Integer> sampleRates() {
    return switch (this) {
      case MP3, OGG_VORBIS -> List.of(8000, 16_000, 22_050, 24_000, 44_100, 48_000);
      case OGG_OPUS -> List.of(48_000);
      case PCM -> List.of(8000, 16_000);
      case JSON -> List.of();
    };
  }

  /**
   * Samples a second when a request names none.
   *
   * @throws IllegalStateException if the format is no sound
   */
  int defaultRate(Engine engine) {
    return switch (this) {
      case MP3, OGG_VORBIS -> engine == Engine.STANDARD ? 22_050 : 24_000;
      case OGG_OPUS -> 48_000;
      case PCM -> 16_000;
      case JSON -> throw new IllegalStateException("Speech marks have no sample rate");
    };
  }

  static Optional<OutputFormat> of(String id) {
    return Arrays.stream(values()).filter(format -> format.id.equals(id)).findFirst();
  }

  static List<String> ids() {
    return Arrays.stream(values()).map(OutputFormat::id).toList();
  }
}
