package dev.mediajobs.local.speech;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Listens to a whole recording, passage by passage, and says who spoke which words when. */
public final class Listener {

  private final Recognizer recognizer;
  private final VoiceMeter meter = new VoiceMeter();

  /** A listener that hears words with this recogniser. */
  public Listener(Recognizer recognizer) {
    this.recognizer = recognizer;
  }

  /**
   * Listens to the end. Memory holds one passage and what was heard, never the recording.
   *
   * @param audio is read to its end but not closed
   * @param mostSpeakers the largest number of speakers to tell apart, at least 1
   * @throws InterruptedIOException if the thread is interrupted between two passages
   * @throws IOException if the audio can't be read or decoded further
   */
  public Speech listen(SpeechAudio audio, int mostSpeakers) throws IOException {
    Passages passages = new Passages(audio);
    List<SpokenWord> words = new ArrayList<>();
    List<Heard> heard = new ArrayList<>();
    Duration length = Duration.ZERO;
    for (Optional<Passage> next = passages.next(); next.isPresent(); next = passages.next()) {
      if (Thread.currentThread().isInterrupted()) {
        throw new InterruptedIOException("Interrupted while listening");
      }
      Passage passage = next.get();
      length = passage.end();
      List<Turns.Span> spans = Turns.in(passage);
      if (spans.isEmpty()) {
        continue;
      }
      words.addAll(recognizer.recognize(passage));
      for (Turns.Span span : spans) {
        heard.add(
            new Heard(
                SpeechAudio.duration(passage.firstSample() + span.from()),
                SpeechAudio.duration(passage.firstSample() + span.to()),
                mostSpeakers > 1 ? meter.measure(passage, span) : Optional.empty()));
      }
    }
    return new Speech(words, turns(heard, mostSpeakers), length);
  }

  private static List<Turn> turns(List<Heard> heard, int mostSpeakers) {
    List<VoicePrint> prints = heard.stream().flatMap(turn -> turn.voice().stream()).toList();
    int[] numbers = Voices.tellApart(prints, mostSpeakers);
    List<Turn> turns = new ArrayList<>();
    int measured = 0;
    int speaker = 0;
    for (Heard turn : heard) {
      // A turn without a measurable voice (a whisper, a cough) is taken for the speaker before.
      if (turn.voice().isPresent()) {
        speaker = numbers[measured++];
      }
      turns.add(new Turn(turn.start(), turn.end(), speaker));
    }
    return turns;
  }

  private record Heard(Duration start, Duration end, Optional<VoicePrint> voice) {}
}
