package dev.mediajobs.local.transcribe;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.mediajobs.local.speech.Speech;
import dev.mediajobs.local.speech.SpokenWord;
import dev.mediajobs.local.template.Template;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * The output of a job.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/transcribe/latest/dg/how-input.html#how-it-works-output">
 *     Data input and output</a>
 */
final class TranscriptDocument {

  private final TranscriptionRequest request;
  private final List<Sentence> sentences;
  private final ObjectNode document = Json.object();
  private final ObjectNode results = Json.object();
  private final ArrayNode items = results.arrayNode();
  private final ArrayNode segments = results.arrayNode();
  private final ArrayNode audioSegments = results.arrayNode();

  private TranscriptDocument(TranscriptionRequest request, Speech speech) {
    this.request = request;
    this.sentences = Sentence.of(speech);
  }

  /** Writes the document. */
  static byte[] write(
      TranscriptionRequest request, Speech speech, String language, double languageScore) {
    TranscriptDocument writer = new TranscriptDocument(request, speech);
    writer.document.put("jobName", request.name());
    writer.document.put("accountId", Template.ACCOUNT);
    writer.document.put("status", "COMPLETED");
    writer.document.set("results", writer.results);
    writer.language(speech, language, languageScore);
    writer.sentences();
    return Json.bytes(writer.document);
  }

  private boolean labelled() {
    return request.mostSpeakers().isPresent();
  }

  private void language(Speech speech, String language, double score) {
    switch (request.language()) {
      case LanguageChoice.Given _ -> results.put("language_code", language);
      case LanguageChoice.Identified(List<String> _, boolean several) when several ->
          results
              .putArray("language_codes")
              .addObject()
              .put("language_code", language)
              .put("duration_in_seconds", seconds(speech.length()));
      case LanguageChoice.Identified _ -> {
        results.put("language_code", language);
        results
            .putArray("language_identification")
            .addObject()
            .put("score", String.format(Locale.ROOT, "%.4f", score))
            .put("code", language);
      }
    }
  }

  private void sentences() {
    results
        .putArray("transcripts")
        .addObject()
        .put("transcript", sentences.stream().map(Sentence::text).collect(Collectors.joining(" ")));
    for (Sentence sentence : sentences) {
      sentence(sentence);
    }
    if (labelled()) {
      ObjectNode labels = results.putObject("speaker_labels");
      labels.set("segments", segments);
      labels.put("channel_label", "ch_0");
      labels.put("speakers", sentences.stream().mapToInt(Sentence::speaker).distinct().count());
    }
    results.set("items", items);
    results.set("audio_segments", audioSegments);
  }

  private void sentence(Sentence sentence) {
    ObjectNode audioSegment =
        audioSegments
            .addObject()
            .put("id", audioSegments.size() - 1)
            .put("transcript", sentence.text())
            .put("start_time", time(sentence.start()))
            .put("end_time", time(sentence.end()));
    ObjectNode segment = Json.object();
    segment.put("start_time", time(sentence.start())).put("end_time", time(sentence.end()));
    label(segment, sentence);
    label(audioSegment, sentence);
    ArrayNode spoken = segment.putArray("items");
    ArrayNode ids = audioSegment.putArray("items");
    for (int i = 0; i < sentence.words().size(); i++) {
      SpokenWord word = sentence.words().get(i);
      ObjectNode item = item(ids, "pronunciation", confidence(word), sentence.written(i));
      item.put("start_time", time(word.start())).put("end_time", time(word.end()));
      label(item, sentence);
      ObjectNode reference = spoken.addObject();
      reference.put("start_time", time(word.start())).put("end_time", time(word.end()));
      label(reference, sentence);
    }
    label(item(ids, "punctuation", "0.0", sentence.mark()), sentence);
    segments.add(segment);
  }

  private ObjectNode item(ArrayNode ids, String type, String confidence, String content) {
    ids.add(items.size());
    ObjectNode item = items.addObject().put("id", items.size() - 1).put("type", type);
    item.putArray("alternatives").addObject().put("confidence", confidence).put("content", content);
    return item;
  }

  private void label(ObjectNode node, Sentence sentence) {
    if (labelled()) {
      node.put("speaker_label", "spk_" + sentence.speaker());
    }
  }

  private static String confidence(SpokenWord word) {
    return String.format(Locale.ROOT, "%.3f", word.confidence());
  }

  private static String time(Duration duration) {
    return seconds(duration).toPlainString();
  }

  private static BigDecimal seconds(Duration duration) {
    return BigDecimal.valueOf(duration.toMillis(), 3);
  }
}
