package dev.mediajobs.local.polly;

import java.io.StringReader;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/**
 * Reads SSML as strictly as the service does: well-formed, in one {@code speak}, only known tags
 * with valid attributes, only what the engine supports. What has no sound here (marks, phonemes,
 * parts of speech, effects) is checked and then read plainly.
 *
 * @see <a href="https://docs.aws.amazon.com/polly/latest/dg/supportedtags.html">Supported tags</a>
 */
final class SsmlReader {

  private static final String ROOT = "speak";

  private final SsmlRules rules;
  private final List<Utterance> utterances = new ArrayList<>();
  private final StringBuilder words = new StringBuilder();
  private final Deque<Open> open = new ArrayDeque<>();
  private int characters;

  /** A reader for one text. */
  SsmlReader(PollyVoice voice, Engine engine) {
    this.rules = new SsmlRules(voice, engine);
  }

  /** How the text in a tag is read. */
  private enum Reading {
    PLAIN,
    SPELLED,
    REPLACED
  }

  private record Open(String tag, Prosody prosody, Reading reading) {}

  /**
   * Reads a whole text.
   *
   * @throws RefusedException if the service would not take it
   */
  Script read(String ssml) {
    XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
    // The prefix amazon is used without being declared.
    factory.setProperty(XMLInputFactory.IS_NAMESPACE_AWARE, false);
    factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
    factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
    try {
      XMLStreamReader xml = factory.createXMLStreamReader(new StringReader(ssml.strip()));
      while (xml.hasNext()) {
        switch (xml.next()) {
          case XMLStreamConstants.START_ELEMENT -> start(xml.getLocalName(), SsmlTag.of(xml));
          case XMLStreamConstants.END_ELEMENT -> end();
          case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA, XMLStreamConstants.SPACE ->
              text(xml.getText());
          case XMLStreamConstants.DTD, XMLStreamConstants.ENTITY_REFERENCE ->
              throw RefusedException.invalidSsml();
          default -> {}
        }
      }
    } catch (XMLStreamException e) {
      throw RefusedException.invalidSsml();
    }
    return new Script(utterances, characters);
  }

  private void start(String name, SsmlTag tag) {
    if (open.isEmpty() != name.equals(ROOT)) {
      throw RefusedException.invalidSsml();
    }
    rules.check(tag);
    Open outer = open.isEmpty() ? new Open("", Prosody.NEUTRAL, Reading.PLAIN) : open.element();
    Open inner = new Open(name, outer.prosody(), outer.reading());
    switch (name) {
      case "break" -> pause(tag.pause());
      case "p", "s" -> flush();
      case "prosody" -> inner = new Open(name, tag.prosody(outer.prosody()), outer.reading());
      case "emphasis" -> inner = new Open(name, tag.emphasis(outer.prosody()), outer.reading());
      case "say-as" -> {
        if (tag.spelled() && outer.reading() == Reading.PLAIN) {
          inner = new Open(name, outer.prosody(), Reading.SPELLED);
        }
      }
      case "sub" -> {
        if (outer.reading() != Reading.REPLACED) {
          words.append(tag.attribute("alias"));
          inner = new Open(name, outer.prosody(), Reading.REPLACED);
        }
      }
      default -> {}
    }
    if (!inner.prosody().equals(outer.prosody())) {
      flush();
    }
    open.push(inner);
  }

  private void end() {
    Open closed = open.element();
    switch (closed.tag()) {
      case "p" -> pause(SsmlTag.PARAGRAPH);
      case "s" -> pause(SsmlTag.SENTENCE);
      case ROOT, "prosody", "emphasis" -> flush();
      default -> {}
    }
    open.remove();
  }

  private void text(String text) {
    if (open.isEmpty()) {
      return;
    }
    characters += text.codePointCount(0, text.length());
    switch (open.element().reading()) {
      case PLAIN -> words.append(text);
      case SPELLED -> text.codePoints().forEach(c -> words.append(' ').appendCodePoint(c));
      case REPLACED -> {}
    }
  }

  private void pause(Duration length) {
    flush();
    utterances.add(new Utterance.Pause(length));
  }

  private void flush() {
    if (!words.isEmpty()) {
      Prosody prosody = open.isEmpty() ? Prosody.NEUTRAL : open.element().prosody();
      utterances.add(new Utterance.Words(words.toString(), prosody));
      words.setLength(0);
    }
  }
}
