package dev.mediajobs.local.polly;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.time.Duration;

/** SynthesizeSpeech: a text becomes sound. */
final class SpeechService {

  private final VoiceCatalogue voices;
  private final FaultInjector faults;
  private final Narrator narrator = new Narrator();
  private final AudioEncoder encoder = new AudioEncoder();

  SpeechService(VoiceCatalogue voices, FaultInjector faults) {
    this.voices = voices;
    this.faults = faults;
  }

  /** How long the answer to a request is to be held back. */
  Duration delay(ObjectNode body) {
    return faults.delay(body.path("Text").asText());
  }

  /**
   * Speaks.
   *
   * @throws RefusedException if the request is not a valid one
   * @throws IOException if ffmpeg does not start or fails
   */
  SpokenAnswer speak(ObjectNode body) throws IOException, InterruptedException {
    SpeechRequest request = SpeechRequest.parse(body, voices);
    Script script = Script.of(request);
    faults.strike(request.text());
    short[] samples = narrator.speak(script.utterances(), request.manner());
    return new SpokenAnswer(
        encoder.encode(samples, request.format(), request.sampleRate()),
        request.format().contentType(),
        script.characters());
  }

  /**
   * What was spoken.
   *
   * @param audio the encoded sound
   * @param characters how many are billed
   */
  @SuppressWarnings("ArrayRecordComponent") // Never compared; copied once, to the network.
  record SpokenAnswer(byte[] audio, String contentType, int characters) {}
}
