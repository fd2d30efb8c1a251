package dev.mediajobs.worker.speech;

import dev.mediajobs.speech.SentenceSplitter;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** An engine that speaks. Safe for use by many threads. */
public interface SpeechProvider {

  /** By which scripts name it. */
  String name();

  /**
   * Every voice it has.
   *
   * @throws SpeechException when it does not tell
   */
  List<Voice> voices() throws SpeechException, InterruptedException;

  /** Cuts a text into what it takes at once. */
  SentenceSplitter splitter();

  /**
   * Says something, in one request but for tries of the engine's own client. To be called on a
   * virtual thread: an interrupt ends what such a one reads from a socket, and of no other.
   *
   * @param file to be written, and written over if it exists; may be left in any state when this
   *     throws. An empty one means that there was nothing that can be said.
   * @param mostBytes more than this are never written
   * @return the form of what was written
   * @throws SpeechException of the kind that tells whether to try again
   * @throws IOException when the file can't be written
   * @throws InterruptedException when this thread is interrupted; the request is over then
   */
  Sound synthesise(Utterance utterance, Path file, long mostBytes)
      throws SpeechException, IOException, InterruptedException;
}
