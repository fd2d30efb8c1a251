package dev.mediajobs.local.polly;

import java.time.Duration;

/** A part of what is to be heard. */
sealed interface Utterance {

  /** Text that is spoken. */
  record Words(String text, Prosody prosody) implements Utterance {}

  /** Silence. */
  record Pause(Duration length) implements Utterance {}
}
