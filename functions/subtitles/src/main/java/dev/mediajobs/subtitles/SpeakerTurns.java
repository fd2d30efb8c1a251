package dev.mediajobs.subtitles;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Who speaks when, as the speaker labels of a Transcribe document have it. */
final class SpeakerTurns {
  private record Turn(Duration end, String label) {}

  private final Map<Duration, String> labelOfWord = new HashMap<>();
  private final TreeMap<Duration, Turn> turns = new TreeMap<>();

  /** The word that starts here is this speaker's. */
  void word(Duration start, String label) {
    labelOfWord.putIfAbsent(start, label);
  }

  void turn(Duration start, Duration end, String label) {
    turns.putIfAbsent(start, new Turn(end, label));
  }

  /**
   * Who speaks the word that starts here: as said of the word itself, else of the turn it falls in.
   */
  Optional<String> at(Duration start) {
    return Optional.ofNullable(labelOfWord.get(start))
        .or(
            () ->
                Optional.ofNullable(turns.floorEntry(start))
                    .map(Map.Entry::getValue)
                    .filter(turn -> turn.end().compareTo(start) > 0)
                    .map(Turn::label));
  }
}
