package dev.mediajobs.subtitles;

import static dev.mediajobs.subtitles.Talk.millis;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.tuple;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SubtitlesTest {
  private static String write(SubtitleFormat format, Subtitles subtitles) {
    return new String(subtitles.toBytes(format), StandardCharsets.UTF_8);
  }

  private static Subtitles sample(String name) throws Exception {
    return Subtitles.of(Samples.transcript(name), CueRules.defaults());
  }

  /** Numbers as they are written, so that lost decimals show. */
  private static List<String> tokens(String json) throws IOException {
    List<String> tokens = new ArrayList<>();
    try (JsonParser parser = new JsonFactory().createParser(json)) {
      for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
        tokens.add(token + " " + parser.getText());
      }
    }
    return tokens;
  }

  @Test
  void aConversationIsWrittenAsThisSrtToTheByte() throws Exception {
    assertThat(sample("conversation.json").toBytes(SubtitleFormat.SRT))
        .asString(StandardCharsets.UTF_8)
        .isEqualTo(Samples.text("conversation.srt"));
  }

  @Test
  void aConversationIsWrittenAsThisWebVttToTheByte() throws Exception {
    assertThat(write(SubtitleFormat.VTT, sample("conversation.json")))
        .isEqualTo(Samples.text("conversation.vtt"));
  }

  @Test
  void aRecordingIsWrittenAsThisJson() throws Exception {
    Subtitles subtitles =
        Subtitles.of(
            Samples.transcript("language-identification.json").lasting(millis(12.48)),
            CueRules.defaults());

    assertThat(tokens(write(SubtitleFormat.JSON, subtitles)))
        .isEqualTo(tokens(Samples.text("language-identification.subtitles.json")));
  }

  @Test
  void speakersAreListedInJsonAndNamedByIdInSegmentsAndWords() throws Exception {
    assertThat(write(SubtitleFormat.JSON, sample("conversation.json")))
        .contains(
            "\"speakers\":[{\"id\":\"spk_0\",\"label\":\"Speaker"
                + " 1\"},{\"id\":\"spk_1\",\"label\":\"Speaker 2\"}]")
        .contains(
            "\"text\":\"Birds, mostly.\",\"lines\":[\"Birds, mostly.\"],\"speaker\":\"spk_0\"");
  }

  @Test
  void withoutSpeechEveryFormatIsValidAndEmpty() throws Exception {
    Subtitles silence = sample("silence.json");

    assertThat(silence.noSpeech()).isTrue();
    assertThat(write(SubtitleFormat.SRT, silence)).isEmpty();
    assertThat(write(SubtitleFormat.VTT, silence)).isEqualTo("WEBVTT\n");
    assertThat(write(SubtitleFormat.JSON, silence))
        .isEqualTo(
            "{\"language\":\"en-US\",\"duration_seconds\":0.000,\"no_speech\":true,\"speakers\":[],\"segments\":[]}");
  }

  @Test
  void nothingSaidCanActAsMarkUpInSrt() {
    Subtitles subtitles = new Talk().says("<i>tilt</i> {\\an8}top a-->b 1 < 2").subtitles();

    assertThat(StrictSubRip.read(write(SubtitleFormat.SRT, subtitles)))
        .extracting(StrictSubRip.Entry::lines)
        .containsExactly(List.of("‹i›tilt‹/i› (\\an8)top a--›b 1 ‹ 2"));
  }

  @Test
  void nothingSaidCanActAsMarkUpInWebVtt() {
    Subtitles subtitles = new Talk().says("<b>R&B</b> a-->b &lt; &amp").subtitles();

    assertThat(write(SubtitleFormat.VTT, subtitles))
        .contains("&lt;b&gt;R&amp;B&lt;/b&gt; a--&gt;b &amp;lt; &amp;amp\n");
    assertThat(StrictWebVtt.read(write(SubtitleFormat.VTT, subtitles)))
        .extracting(StrictWebVtt.Entry::lines)
        .containsExactly(List.of("<b>R&B</b> a-->b &lt; &amp"));
  }

  @Test
  void aSpeakersNameCannotActAsMarkUpEither() {
    Subtitles subtitles =
        new Talk()
            .by("A\n\n<b> & {B}-->")
            .says("Hello over there.")
            .by("spk_1")
            .says("Hello.")
            .subtitles();

    assertThat(StrictWebVtt.read(write(SubtitleFormat.VTT, subtitles)).getFirst().voice())
        .contains("A <b> & {B}-->");
    assertThat(StrictSubRip.read(write(SubtitleFormat.SRT, subtitles)).getFirst().lines())
        .containsExactly("A ‹b› & (B)--›: Hello over there.");
  }

  @Test
  void aNameOfMoreThanHalfALineIsLeftOutOfSrt() {
    Subtitles subtitles =
        new Talk()
            .by("Doctor Wilhelmina of Hohenlohe")
            .says("Hello over there.")
            .by("spk_1")
            .says("Hello again.")
            .subtitles();

    assertThat(StrictSubRip.read(write(SubtitleFormat.SRT, subtitles)))
        .extracting(StrictSubRip.Entry::lines)
        .containsExactly(List.of("Hello over there."), List.of("Speaker 2: Hello again."));
  }

  @Test
  void aNumberAloneOnALineIsText() {
    Subtitles subtitles = new Talk().says("42").after(5).says("43").subtitles();

    assertThat(StrictSubRip.read(write(SubtitleFormat.SRT, subtitles)))
        .extracting(StrictSubRip.Entry::number, StrictSubRip.Entry::lines)
        .containsExactly(tuple(1, List.of("42")), tuple(2, List.of("43")));
  }

  @Test
  void hoursGoBeyondNinetyNine() {
    Subtitles subtitles = new Talk().at(100 * 3600 + 62.005).says("Late.").subtitles();

    assertThat(write(SubtitleFormat.SRT, subtitles)).contains("100:01:02,005 --> 100:01:02,838");
    assertThat(write(SubtitleFormat.VTT, subtitles)).contains("100:01:02.005 --> 100:01:02.838");
  }

  @Test
  void theOffsetOfTheSoundIsInEveryFormat() throws Exception {
    Subtitles subtitles =
        Subtitles.of(
            Samples.transcript("conversation.json").shiftedBy(millis(1.4)), CueRules.defaults());

    assertThat(write(SubtitleFormat.SRT, subtitles)).contains("\n00:00:01,920 --> ");
    assertThat(write(SubtitleFormat.VTT, subtitles)).contains("\n00:00:01.920 --> ");
    assertThat(write(SubtitleFormat.JSON, subtitles)).contains("{\"id\":1,\"start\":1.920,");
  }

  @ParameterizedTest
  @EnumSource
  void theStreamIsLeftOpenAndHasAllOfTheFile(SubtitleFormat format) throws Exception {
    Subtitles subtitles = sample("conversation.json");
    var out =
        new ByteArrayOutputStream() {
          @Override
          public void close() {
            throw new AssertionError("The stream is the caller's to close");
          }
        };

    subtitles.write(format, out);

    assertThat(out.toByteArray()).isEqualTo(subtitles.toBytes(format));
  }

  @ParameterizedTest
  @EnumSource
  void aStreamThatFailsIsReported(SubtitleFormat format) throws Exception {
    Subtitles subtitles = sample("conversation.json");
    var full =
        new OutputStream() {
          @Override
          public void write(int value) throws IOException {
            throw new IOException("no space left");
          }
        };

    assertThatExceptionOfType(IOException.class)
        .isThrownBy(() -> subtitles.write(format, full))
        .withMessage("no space left");
  }
}
