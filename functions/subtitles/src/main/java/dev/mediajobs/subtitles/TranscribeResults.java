package dev.mediajobs.subtitles;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/** The object {@code results} of a Transcribe document, whose fields come in any order. */
final class TranscribeResults {
  private final JsonParser parser;
  private final SpokenLanguage language = new SpokenLanguage();
  private final SpeakerTurns turns = new SpeakerTurns();
  private Optional<TranscribeItems> items = Optional.empty();

  private TranscribeResults(JsonParser parser) {
    this.parser = parser;
  }

  /** Reads the object the parser stands at the beginning of. */
  static Transcript read(JsonParser parser) throws IOException, TranscriptFormatException {
    var results = new TranscribeResults(parser);
    JsonFields.each(parser, results::readField);
    return results.transcript();
  }

  private void readField(String field) throws IOException, TranscriptFormatException {
    switch (field) {
      case "items" -> readItems();
      case "speaker_labels" -> JsonFields.each(parser, this::readSpeakerLabels);
      case "language_code" -> JsonFields.label(parser).ifPresent(language::stated);
      case "language_codes" -> JsonFields.eachObject(parser, this::readSpokenLanguage);
      case "language_identification" -> JsonFields.eachObject(parser, this::readLikelyLanguage);
      default -> {
        // The rest says the same again, or is of no use for subtitles; it is passed over.
      }
    }
  }

  private void readItems() throws IOException, TranscriptFormatException {
    if (parser.currentToken() != JsonToken.START_ARRAY) {
      throw new TranscriptFormatException(
          "This is not the output of a Transcribe job: \"results.items\" is not a list");
    }
    var read = new TranscribeItems(parser, language::heard);
    JsonFields.eachObject(parser, read::readItem);
    items = Optional.of(read);
  }

  private void readSpeakerLabels(String field) throws IOException, TranscriptFormatException {
    if (field.equals("segments")) {
      JsonFields.eachObject(parser, this::readTurn);
    }
  }

  private void readTurn() throws IOException, TranscriptFormatException {
    var turn = new TurnFields();
    JsonFields.each(
        parser,
        field -> {
          if (field.equals("items")) {
            JsonFields.eachObject(parser, this::readTurnItem);
          } else {
            turn.read(field);
          }
        });
    turn.label.ifPresent(
        label -> turn.start.ifPresent(start -> turns.turn(start, turn.end.orElse(start), label)));
  }

  private void readTurnItem() throws IOException, TranscriptFormatException {
    var item = new TurnFields();
    JsonFields.each(parser, item::read);
    item.label.ifPresent(label -> item.start.ifPresent(start -> turns.word(start, label)));
  }

  /** The three fields that a speaker's turn and each item in it have in common. */
  private final class TurnFields {
    private Optional<Duration> start = Optional.empty();
    private Optional<Duration> end = Optional.empty();
    private Optional<String> label = Optional.empty();

    void read(String field) throws IOException, TranscriptFormatException {
      switch (field) {
        case "start_time" -> start = Seconds.read(parser, field);
        case "end_time" -> end = Seconds.read(parser, field);
        case "speaker_label" -> label = JsonFields.label(parser);
        default -> {
          // Nothing else in a turn names its speaker.
        }
      }
    }
  }

  private void readSpokenLanguage() throws IOException, TranscriptFormatException {
    var share = readShare("language_code", "duration_in_seconds");
    share.code.ifPresent(code -> language.spoken(code, share.weight));
  }

  private void readLikelyLanguage() throws IOException, TranscriptFormatException {
    var share = readShare("code", "score");
    share.code.ifPresent(code -> language.likely(code, share.weight));
  }

  private static final class LanguageShare {
    private Optional<String> code = Optional.empty();
    private double weight;
  }

  private LanguageShare readShare(String codeField, String weightField)
      throws IOException, TranscriptFormatException {
    var share = new LanguageShare();
    JsonFields.each(
        parser,
        field -> {
          if (field.equals(codeField)) {
            share.code = JsonFields.label(parser);
          } else if (field.equals(weightField)) {
            share.weight =
                JsonFields.text(parser)
                    .map(Seconds::decimal)
                    .orElse(OptionalDouble.empty())
                    .orElse(0);
          }
        });
    return share;
  }

  private Transcript transcript() throws TranscriptFormatException {
    List<Word> words =
        items
            .orElseThrow(
                () ->
                    new TranscriptFormatException(
                        "This is not the output of a Transcribe job: \"results\" has no list \"items\""))
            .words();
    words.replaceAll(
        word ->
            word.speaker().isPresent()
                ? word
                : turns.at(word.start()).map(word::spokenBy).orElse(word));
    return Transcript.of(language.best(), words);
  }
}
