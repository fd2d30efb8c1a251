package dev.mediajobs.local.sample;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.sound.sampled.AudioFileFormat;
import javax.sound.sampled.AudioFormat;
import javax.sound.sampled.AudioInputStream;
import javax.sound.sampled.AudioSystem;

/** A dialogue as it sounds: who says what when, and the samples. */
final class Performance {

  /** Silence between two people; shorter ones make it hard to tell them apart. */
  private static final Duration BETWEEN_LINES = Duration.ofMillis(700);

  /** Silence between two sentences of one person, on top of what the voice leaves itself. */
  private static final Duration BETWEEN_SENTENCES = Duration.ofMillis(450);

  private final List<Scene> scenes = new ArrayList<>();
  private short[] samples = new short[0];

  private Performance() {}

  /**
   * One line as it is spoken.
   *
   * @param start from the beginning of the performance
   * @param end from the beginning of the performance
   */
  record Scene(Dialogue.Line line, Duration start, Duration end) {}

  /**
   * Has the first person spoken by the woman's voice, the second by the man's, and so on in turn.
   */
  static Performance of(Dialogue dialogue) {
    List<SyntheticVoice> voices = List.of(SyntheticVoice.woman(), SyntheticVoice.man());
    Map<String, SyntheticVoice> cast = new HashMap<>();
    for (String speaker : dialogue.speakers()) {
      cast.put(speaker, voices.get(cast.size() % voices.size()));
    }
    Performance performance = new Performance();
    performance.pause(BETWEEN_LINES);
    for (Dialogue.Line line : dialogue.lines()) {
      performance.speak(line, cast.getOrDefault(line.speaker(), voices.getFirst()));
      performance.pause(BETWEEN_LINES);
    }
    return performance;
  }

  private void speak(Dialogue.Line line, SyntheticVoice voice) {
    Duration start = length();
    boolean first = true;
    for (String sentence : line.text().split("(?<=[.?!]) ", -1)) {
      if (!first) {
        pause(BETWEEN_SENTENCES);
      }
      add(voice.say(sentence));
      first = false;
    }
    scenes.add(new Scene(line, start, length()));
  }

  private void pause(Duration length) {
    add(new short[(int) (length.toMillis() * SyntheticVoice.SAMPLE_RATE / 1000)]);
  }

  private void add(short[] more) {
    short[] all = new short[samples.length + more.length];
    System.arraycopy(samples, 0, all, 0, samples.length);
    System.arraycopy(more, 0, all, samples.length, more.length);
    samples = all;
  }

  Duration length() {
    return Duration.ofMillis(samples.length * 1000L / SyntheticVoice.SAMPLE_RATE);
  }

  /** The line that is spoken at a moment; empty in a pause. */
  Optional<Scene> at(Duration moment) {
    return scenes.stream()
        .filter(scene -> scene.start().compareTo(moment) <= 0 && moment.compareTo(scene.end()) < 0)
        .findFirst();
  }

  /** How loud it is around a moment, from 0 (silence) to 1 (as loud as can be). */
  double loudness(Duration moment) {
    int middle = (int) (moment.toMillis() * SyntheticVoice.SAMPLE_RATE / 1000);
    int reach = SyntheticVoice.SAMPLE_RATE / 20;
    double energy = 0;
    for (int i = Math.max(0, middle - reach); i < Math.min(samples.length, middle + reach); i++) {
      energy += (double) samples[i] * samples[i];
    }
    return Math.min(1, Math.sqrt(energy / (2 * reach)) / 8000);
  }

  /** Writes the sound as a WAV file. */
  void writeSound(Path file) throws IOException {
    ByteBuffer bytes = ByteBuffer.allocate(2 * samples.length).order(ByteOrder.LITTLE_ENDIAN);
    bytes.asShortBuffer().put(samples);
    AudioFormat format = new AudioFormat(SyntheticVoice.SAMPLE_RATE, 16, 1, true, false);
    try (AudioInputStream stream =
        new AudioInputStream(new ByteArrayInputStream(bytes.array()), format, samples.length)) {
      AudioSystem.write(stream, AudioFileFormat.Type.WAVE, file.toFile());
    }
  }
}
