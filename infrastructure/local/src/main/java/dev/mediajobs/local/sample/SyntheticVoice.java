package dev.mediajobs.local.sample;

import dev.mediajobs.local.voice.Manner;
import dev.mediajobs.local.voice.Synthesizer;

/** One of the two people of the sample, who speak English. */
public final class SyntheticVoice {

  /** Samples a second of what a voice says. */
  public static final int SAMPLE_RATE = Synthesizer.SAMPLE_RATE;

  private final Synthesizer synthesizer = new Synthesizer();
  private final Manner manner;

  private SyntheticVoice(Manner manner) {
    this.manner = manner;
  }

  /** FreeTTS's own man, a little slower than by default. */
  public static SyntheticVoice man() {
    return new SyntheticVoice(new Manner(100, 1, 0.95f));
  }

  /** The same speaker with a shorter throat, so that pitch and timbre are both higher. */
  public static SyntheticVoice woman() {
    return new SyntheticVoice(new Manner(165, 1.15f, 0.95f));
  }

  /** Says a text; the samples are 16 bits wide, of one channel. */
  public short[] say(String text) {
    return synthesizer.say(text, manner);
  }
}
