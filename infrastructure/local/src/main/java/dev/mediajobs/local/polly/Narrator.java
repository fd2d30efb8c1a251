package dev.mediajobs.local.polly;

import dev.mediajobs.local.voice.Manner;
import dev.mediajobs.local.voice.Synthesizer;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Speaks scripts. The synthesiser is loaded when it is first needed. */
final class Narrator {

  /** As with the real service, the rest of what takes longer is cut off. */
  static final Duration LONGEST = Duration.ofMinutes(10);

  /** Nothing is shorter, so that there is always something to encode. */
  static final Duration SHORTEST = Duration.ofMillis(50);

  /** Between two sentences, on top of what the synthesiser leaves itself. */
  private static final Duration BETWEEN_SENTENCES = Duration.ofMillis(250);

  private @Nullable Synthesizer synthesizer;

  /**
   * Speaks.
   *
   * @return samples of 16 bits, of one channel, {@link Synthesizer#SAMPLE_RATE} a second
   */
  short[] speak(List<Utterance> utterances, Manner manner) {
    Samples samples = new Samples(LONGEST);
    for (Utterance utterance : utterances) {
      switch (utterance) {
        case Utterance.Pause pause -> samples.addSilence(pause.length());
        case Utterance.Words words -> speak(words, manner, samples);
      }
    }
    if (samples.isShorterThan(SHORTEST)) {
      samples.addSilence(SHORTEST);
    }
    return samples.toArray();
  }

  private void speak(Utterance.Words words, Manner manner, Samples samples) {
    Prosody prosody = words.prosody();
    Manner changed = manner.changed(prosody.pitch(), prosody.rate());
    boolean first = true;
    for (String sentence : Sentences.of(SpeakableText.of(words.text()))) {
      if (samples.isFull()) {
        return;
      }
      if (!first) {
        samples.addSilence(BETWEEN_SENTENCES);
      }
      samples.add(synthesizer().say(sentence, changed), prosody.gain());
      first = false;
    }
  }

  private synchronized Synthesizer synthesizer() {
    Synthesizer loaded = synthesizer;
    if (loaded == null) {
      loaded = new Synthesizer();
      synthesizer = loaded;
    }
    return loaded;
  }
}
