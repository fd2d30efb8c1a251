package dev.mediajobs.worker.speech;

import dev.mediajobs.speech.Delivery;
import java.util.Optional;

/**
 * What an engine says at once.
 *
 * @param text plain text, no longer than the engine takes
 * @param delivery what the voice can follow of what was wished
 * @param language BCP 47 tag of the text; empty for the voice's own
 */
public record Utterance(String text, Voice voice, Delivery delivery, Optional<String> language) {}
