package dev.mediajobs.subtitles;

import com.fasterxml.jackson.core.JsonParser;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Consumer;

/**
 * Collects the words of {@code results.items} and hangs each punctuation item on the word it
 * belongs to.
 */
final class TranscribeItems {
  /** A hundred hours of fast speech; beyond that the document is not a transcript. */
  private static final int MOST_WORDS = 1_000_000;

  private final JsonParser parser;
  private final Consumer<String> languages;
  private final List<Word> words = new ArrayList<>();
  private final StringBuilder marksOfNextWord = new StringBuilder();

  /**
   * @param languages is told the language of each item that names one
   */
  TranscribeItems(JsonParser parser, Consumer<String> languages) {
    this.parser = parser;
    this.languages = languages;
  }

  /** The words so far, as the document orders them. */
  List<Word> words() {
    if (!marksOfNextWord.isEmpty() && !words.isEmpty()) {
      words.add(words.removeLast().followedBy(marksOfNextWord.toString()));
      marksOfNextWord.setLength(0);
    }
    return words;
  }

  /** Reads the item the parser stands at the beginning of. */
  void readItem() throws IOException, TranscriptFormatException {
    var item = new Item();
    JsonFields.each(parser, item::read);
    item.language.ifPresent(languages);
    String content = item.content.orElse("");
    if (content.isEmpty()) {
      return;
    }
    if (item.isPunctuation()) {
      addMark(content);
    } else {
      addWord(item, content);
    }
  }

  /**
   * A mark before the first word, and an opening bracket or quotation mark, belongs to the word
   * that follows; any other to the word before.
   */
  private void addMark(String mark) {
    if (words.isEmpty() || !marksOfNextWord.isEmpty() || Border.opens(mark)) {
      marksOfNextWord.append(mark);
    } else {
      words.add(words.removeLast().followedBy(mark));
    }
  }

  private void addWord(Item item, String content) throws TranscriptFormatException {
    if (words.size() == MOST_WORDS) {
      throw new TranscriptFormatException(
          "The transcript has more than " + MOST_WORDS + " words, which no recording has");
    }
    Duration previousEnd = words.isEmpty() ? Duration.ZERO : words.getLast().end();
    Duration start = item.start.orElse(previousEnd);
    Duration end = item.end.filter(time -> time.compareTo(start) >= 0).orElse(start);
    words.add(
        new Word(
            content, marksOfNextWord.toString(), "", start, end, item.confidence, item.speaker));
    marksOfNextWord.setLength(0);
  }

  private final class Item {
    private Optional<String> type = Optional.empty();
    private Optional<Duration> start = Optional.empty();
    private Optional<Duration> end = Optional.empty();
    private Optional<String> content = Optional.empty();
    private OptionalDouble confidence = OptionalDouble.empty();
    private Optional<String> speaker = Optional.empty();
    private Optional<String> language = Optional.empty();

    void read(String field) throws IOException, TranscriptFormatException {
      switch (field) {
        case "type" -> type = JsonFields.text(parser);
        case "start_time" -> start = Seconds.read(parser, field);
        case "end_time" -> end = Seconds.read(parser, field);
        case "alternatives" -> JsonFields.eachObject(parser, this::readAlternative);
        case "speaker_label" -> speaker = JsonFields.label(parser);
        case "language_code" -> language = JsonFields.label(parser);
        default -> {
          // Identifiers, channel labels and whatever is added later say nothing about the words.
        }
      }
    }

    /** The first alternative that has text is the likeliest. */
    private void readAlternative() throws IOException, TranscriptFormatException {
      var alternative = new Alternative();
      JsonFields.each(parser, alternative::read);
      if (content.isEmpty() && alternative.content.isPresent()) {
        content = alternative.content;
        confidence = alternative.confidence;
      }
    }

    /** Only words have times; the type decides where there is one. */
    boolean isPunctuation() {
      return type.map("punctuation"::equals).orElse(start.isEmpty());
    }
  }

  private final class Alternative {
    private Optional<String> content = Optional.empty();
    private OptionalDouble confidence = OptionalDouble.empty();

    void read(String field) throws IOException {
      if (field.equals("content")) {
        content = JsonFields.label(parser);
      } else if (field.equals("confidence")) {
        confidence =
            JsonFields.text(parser)
                .map(Seconds::decimal)
                .filter(
                    value ->
                        value.isPresent() && value.getAsDouble() >= 0 && value.getAsDouble() <= 1)
                .orElse(OptionalDouble.empty());
      }
    }
  }
}
