package dev.mediajobs.subtitles;

import static dev.mediajobs.subtitles.Talk.millis;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TranscribeOutputTest {
  @Test
  void aConversationIsReadWithItsSpeakersTimesConfidenceAndPunctuation() throws Exception {
    Transcript transcript = Samples.transcript("conversation.json");

    assertThat(transcript.language()).contains("en-US");
    assertThat(transcript.words()).hasSize(40);
    assertThat(shown(transcript))
        .startsWith("Good morning, everyone. Welcome back")
        .endsWith("here today? Birds, mostly.");
    Word morning = transcript.words().get(1);
    assertThat(morning.text()).isEqualTo("morning");
    assertThat(morning.after()).isEqualTo(",");
    assertThat(morning.start()).isEqualTo(millis(0.86));
    assertThat(morning.end()).isEqualTo(millis(1.2));
    assertThat(morning.confidence()).hasValue(0.907);
    assertThat(morning.speaker()).contains("spk_0");
    assertThat(transcript.speakers()).containsExactly(Speaker.of("spk_0"), Speaker.of("spk_1"));
  }

  @Test
  void speakersAreFoundInTheOlderPlaceByStartTime() throws Exception {
    Transcript older = Samples.transcript("older-speaker-labels.json");

    assertThat(older.words()).isEqualTo(Samples.transcript("conversation.json").words());
  }

  @Test
  void aWordThatNoSegmentListsBelongsToTheSegmentItFallsIn() throws Exception {
    Transcript transcript =
        read(
            """
            {"results": {"items": [
              {"type": "pronunciation", "start_time": "1.5", "end_time": "2", "alternatives": [{"content": "in"}]},
              {"type": "pronunciation", "start_time": "4", "end_time": "5", "alternatives": [{"content": "other"}]}],
             "speaker_labels": {"segments": [
              {"start_time": "1", "end_time": "3", "speaker_label": "spk_0"},
              {"start_time": "4", "end_time": "5", "speaker_label": "spk_1", "items": []}]}}}
            """);

    assertThat(transcript.words())
        .extracting(Word::speaker)
        .containsExactly(Optional.of("spk_0"), Optional.of("spk_1"));
  }

  @Test
  void theLikeliestIdentifiedLanguageIsTaken() throws Exception {
    assertThat(Samples.transcript("language-identification.json").language()).contains("de-DE");
  }

  @Test
  void ofSeveralLanguagesTheOneSpokenLongestIsTaken() throws Exception {
    assertThat(Samples.transcript("two-languages.json").language()).contains("fr-FR");
  }

  @Test
  void withoutAnyOtherHintTheItemsTellTheLanguage() throws Exception {
    Transcript transcript =
        read(
            """
            {"results": {"items": [
              {"type": "pronunciation", "language_code": "es-ES", "start_time": "0", "end_time": "1", "alternatives": [{"content": "Hola"}]}]}}
            """);

    assertThat(transcript.language()).contains("es-ES");
  }

  @ParameterizedTest
  @ValueSource(strings = {"42", "null", "\"not a tag!\"", "[\"en-US\"]", "{\"en\": {}}"})
  void aLanguageThatIsNoTagIsUnknown(String language) throws Exception {
    assertThat(
            read("{\"results\": {\"language_code\": " + language + ", \"items\": []}}").language())
        .isEmpty();
  }

  @Test
  void aRecordingWithoutSpeechGivesNoWords() throws Exception {
    Transcript transcript = Samples.transcript("silence.json");

    assertThat(transcript.noSpeech()).isTrue();
    assertThat(transcript.words()).isEmpty();
  }

  @Test
  void openingMarksBelongToTheWordBehindThemAndAllOthersToTheWordBefore() throws Exception {
    Transcript transcript =
        items(
            mark("¿"),
            word("Qué", "0", "1"),
            mark("?"),
            mark("!"),
            mark("("),
            mark("«"),
            word("nada", "1", "2"),
            mark("»"),
            mark(")"),
            mark("."));

    assertThat(transcript.words()).extracting(Word::shown).containsExactly("¿Qué?!", "(«nada»).");
  }

  @Test
  void marksWithoutAWordToHangOnAreNotSpeech() throws Exception {
    assertThat(items(mark("."), mark("("), mark(")")).noSpeech()).isTrue();
  }

  @Test
  void anOpeningMarkAtTheVeryEndStaysWithTheLastWord() throws Exception {
    assertThat(items(word("end", "0", "1"), mark("(")).words())
        .extracting(Word::shown)
        .containsExactly("end(");
  }

  @Test
  void itemsWithoutTextArePassedOver() throws Exception {
    Transcript transcript =
        items(
            "{\"type\": \"pronunciation\", \"start_time\": \"0\", \"end_time\": \"1\"}",
            "{\"type\": \"pronunciation\", \"start_time\": \"0\", \"end_time\": \"1\", \"alternatives\": []}",
            "{\"type\": \"pronunciation\", \"start_time\": \"0\", \"end_time\": \"1\", \"alternatives\": null}",
            word(" ", "0", "1"),
            word("heard", "1", "2"),
            "{}",
            "null",
            "7",
            "[]");

    assertThat(transcript.words()).extracting(Word::text).containsExactly("heard");
  }

  @Test
  void theFirstAlternativeWithTextIsTaken() throws Exception {
    Transcript transcript =
        items(
            """
            {"alternatives": [{"confidence": "0.1"}, {"content": "yes", "confidence": 0.75}, {"content": "yet"}],
             "end_time": 2, "start_time": 1.25, "type": "pronunciation"}
            """);

    assertThat(transcript.words())
        .containsExactly(
            new Word(
                "yes", "", "", millis(1.25), millis(2), OptionalDouble.of(0.75), Optional.empty()));
  }

  @ParameterizedTest
  @ValueSource(strings = {"\"NaN\"", "\"\"", "2", "-0.1", "null", "{}", "\"sure\""})
  void aConfidenceThatIsNoneIsUnknown(String confidence) throws Exception {
    Transcript transcript =
        items(
            "{\"type\": \"pronunciation\", \"start_time\": \"0\", \"end_time\": \"1\","
                + " \"alternatives\": [{\"content\": \"a\", \"confidence\": "
                + confidence
                + "}]}");

    assertThat(transcript.words().getFirst().confidence()).isEmpty();
  }

  @Test
  void aWordWithoutTimesBeginsWhereTheOneBeforeItEnded() throws Exception {
    Transcript transcript =
        items(
            word("one", "1", "2"),
            "{\"type\": \"pronunciation\", \"alternatives\": [{\"content\": \"two\"}]}",
            word("three", "3", "2.5"));

    assertThat(transcript.words())
        .extracting(Word::start)
        .containsExactly(millis(1), millis(2), millis(3));
    assertThat(transcript.words())
        .extracting(Word::end)
        .containsExactly(millis(2), millis(2), millis(3));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\"-1\"",
        "-0.001",
        "\"NaN\"",
        "\"Infinity\"",
        "\"soon\"",
        "\"0x1p3\"",
        "\"\"",
        "true",
        "[]",
        "{}",
        "\"3600001\"",
        "1e999",
        "\"1e999999999999\""
      })
  void aTimeThatCannotBeIsRefusedByName(String time) {
    assertThatExceptionOfType(TranscriptFormatException.class)
        .isThrownBy(
            () ->
                items(
                    "{\"type\": \"pronunciation\", \"alternatives\": [{\"content\": \"a\"}], \"start_time\": "
                        + time
                        + "}"))
        .withMessageContaining("start_time");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "null",
        "[]",
        "\"results\"",
        "{}",
        "{\"results\": []}",
        "{\"results\": {}}",
        "{\"results\": {\"items\": {}}}",
        "{\"results\": {\"items\": null}}",
        "1\n00:00:00,000 --> 00:00:01,000\nHi",
        "<?xml version=\"1.0\"?><Error/>",
        "{\"results\": {\"items\": []}} {}",
        "\u0000\u0001\u0002"
      })
  void somethingElseIsRefused(String document) {
    assertThatExceptionOfType(TranscriptFormatException.class).isThrownBy(() -> read(document));
  }

  @Test
  void everyPlaceWhereADocumentMayBeCutShortIsNoticed() throws Exception {
    byte[] whole = Samples.bytes("conversation.json");

    for (int length = 0; length < whole.length; length += 61) {
      var cut = new ByteArrayInputStream(whole, 0, length);
      assertThatExceptionOfType(TranscriptFormatException.class)
          .as("cut at %d", length)
          .isThrownBy(() -> TranscribeOutput.read(cut));
    }
  }

  @Test
  void bytesThatAreNotUtf8AreRefused() {
    byte[] document =
        "{\"results\": {\"items\": [], \"x\": \"é\"}}".getBytes(StandardCharsets.ISO_8859_1);

    assertThatExceptionOfType(TranscriptFormatException.class)
        .isThrownBy(() -> TranscribeOutput.read(new ByteArrayInputStream(document)));
  }

  @Test
  void deepNestingIsRefusedRatherThanFollowed() {
    String document = "{\"results\": {\"items\": [], \"x\": " + "[".repeat(100_000);

    assertThatExceptionOfType(TranscriptFormatException.class).isThrownBy(() -> read(document));
  }

  @Test
  void aStreamThatFailsIsNotCalledAMalformedTranscript() {
    InputStream broken =
        new InputStream() {
          @Override
          public int read() throws IOException {
            throw new IOException("connection reset");
          }

          @Override
          public int read(byte[] buffer, int offset, int length) throws IOException {
            return read();
          }
        };

    assertThatExceptionOfType(IOException.class)
        .isThrownBy(() -> TranscribeOutput.read(broken))
        .withMessage("connection reset");
  }

  @Test
  void fieldsThatAreNotKnownAreIgnoredWhateverTheyHold() throws Exception {
    Transcript transcript =
        read(
            """
            {"status": "COMPLETED", "new": [{"results": 1}], "results": {
              "channel_labels": {"channels": [{"channel_label": "ch_0", "items": [{"start_time": "x"}]}]},
              "audio_segments": [{"id": 0, "items": [0], "start_time": "-5"}],
              "speaker_labels": [],
              "language_codes": "en-US",
              "items": [{"id": 0, "channel_label": "ch_0", "extra": {"type": "other"}, "type": "pronunciation",
                "start_time": "0", "end_time": "1", "vocabularyFilterMatch": true,
                "alternatives": [{"content": "[PII]", "redactions": [{"confidence": "0.9"}]}]}]}}
            """);

    assertThat(shown(transcript)).isEqualTo("[PII]");
  }

  private static String shown(Transcript transcript) {
    return transcript.words().stream().map(Word::shown).collect(Collectors.joining(" "));
  }

  private static String word(String text, String start, String end) {
    return "{\"type\": \"pronunciation\", \"start_time\": \"%s\", \"end_time\": \"%s\", \"alternatives\": [{\"confidence\": \"0.9\", \"content\": \"%s\"}]}"
        .formatted(start, end, text);
  }

  private static String mark(String mark) {
    return "{\"type\": \"punctuation\", \"alternatives\": [{\"confidence\": \"0.0\", \"content\": \"%s\"}]}"
        .formatted(mark);
  }

  private static Transcript items(String... items) throws Exception {
    return read("{\"results\": {\"items\": [" + String.join(",", List.of(items)) + "]}}");
  }

  private static Transcript read(String document) throws Exception {
    return TranscribeOutput.read(
        new ByteArrayInputStream(document.getBytes(StandardCharsets.UTF_8)));
  }
}
