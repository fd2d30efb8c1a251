package dev.mediajobs.local.polly;

import java.util.List;

/**
 * What a request wants to be heard.
 *
 * @param utterances one after the other
 * @param characters how many Unicode characters are billed: all but those of tags
 */
record Script(List<Utterance> utterances, int characters) {

  private static final int MOST_BILLED = 3000;

  /**
   * Checks the length.
   *
   * @throws RefusedException if more characters are billed than one request may have
   */
  Script {
    utterances = List.copyOf(utterances);
    if (characters > MOST_BILLED) {
      throw RefusedException.textTooLong();
    }
  }

  /**
   * Reads the text of a request.
   *
   * @throws RefusedException if it is too long, or SSML that the service does not take
   */
  static Script of(SpeechRequest request) {
    return switch (request.textType()) {
      case TEXT -> plain(request.text());
      case SSML -> new SsmlReader(request.voice(), request.engine()).read(request.text());
    };
  }

  private static Script plain(String text) {
    return new Script(
        List.of(new Utterance.Words(text, Prosody.NEUTRAL)), text.codePointCount(0, text.length()));
  }
}
