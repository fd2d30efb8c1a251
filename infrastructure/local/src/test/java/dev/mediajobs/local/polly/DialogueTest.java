package dev.mediajobs.local.polly;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.mediajobs.local.sample.WordError;
import dev.mediajobs.local.speech.Listener;
import dev.mediajobs.local.speech.Recordings;
import dev.mediajobs.local.speech.Speech;
import dev.mediajobs.local.speech.SphinxRecognizer;
import dev.mediajobs.local.speech.SpokenWord;
import dev.mediajobs.speech.AudioFormat;
import dev.mediajobs.speech.Script;
import dev.mediajobs.speech.SpokenTranscript;
import dev.mediajobs.speech.Turn;
import dev.mediajobs.speech.TurnTiming;
import dev.mediajobs.subtitles.Transcript;
import dev.mediajobs.worker.media.Ffmpeg;
import dev.mediajobs.worker.speech.PollyProvider;
import dev.mediajobs.worker.speech.Sitting;
import dev.mediajobs.worker.speech.Speech.Whole;
import dev.mediajobs.worker.speech.SpokenScript;
import dev.mediajobs.worker.speech.Synthesis;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.ShortBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A script is spoken by the worker's engine, and heard again by the local recogniser. */
final class DialogueTest {
  private static final List<String> LINES =
      List.of(
          "Anna: Good morning, and thank you for coming.",
          "Ben: It is good to be here today.",
          "Cid: We should talk about the weather.",
          "Anna: It will be cold in the morning.",
          "Ben: Then we can start in the afternoon.",
          "Cid: I would like to wait until the summer.",
          "Anna: That is a very long time.",
          "Ben: The house is ready for all of us.",
          "Cid: Then let us open the windows.",
          "Anna: Thank you very much, and good night.");

  @TempDir private Path folder;

  @Test
  void tenTurnsOfThreeVoicesAreHeardAgainAsWhatTheyWere() throws Exception {
    List<Turn> turns = new ArrayList<>();
    for (String line : LINES) {
      int colon = line.indexOf(':');
      turns.add(Turn.of(line.substring(0, colon), line.substring(colon + 2)));
    }
    Script script =
        new Script(
            "polly",
            Optional.of("en-US"),
            turns,
            Map.of("Anna", "Joanna", "Ben", "Matthew", "Cid", "Brian"),
            AudioFormat.MP3);
    Path mp3 = folder.resolve("speech.mp3");
    Ffmpeg ffmpeg = Ffmpeg.unpacked();
    SpokenScript spoken;
    try (PollyFixture polly = PollyFixture.start(PollyOptions.defaults());
        OutputStream sink = Files.newOutputStream(mp3)) {
      Whole whole =
          (Whole)
              Synthesis.with(
                      new PollyProvider(polly.client()),
                      ffmpeg,
                      new Synthesis.Limits(
                          4, Duration.ofHours(1), 100_000_000, Duration.ofMinutes(1)),
                      InstantSource.system())
                  .speak(script, folder, sink, Sitting.only(_ -> {}));
      spoken = whole.script();
    }
    Path raw = folder.resolve("speech.raw");
    ffmpeg.run(
        List.of("-i", mp3.toString(), "-ar", "16000", "-ac", "1", "-f", "s16le", raw.toString()),
        Duration.ofMinutes(1));
    ShortBuffer decoded =
        ByteBuffer.wrap(Files.readAllBytes(raw)).order(ByteOrder.LITTLE_ENDIAN).asShortBuffer();
    short[] samples = new short[decoded.remaining()];
    decoded.get(samples);

    Speech heard = new Listener(SphinxRecognizer.shared()).listen(Recordings.audio(samples), 5);

    String transcript =
        heard.words().stream().map(SpokenWord::text).collect(Collectors.joining(" "));
    WordError error =
        WordError.between(
            turns.stream().map(Turn::text).collect(Collectors.joining(" ")), transcript);
    System.out.printf("Word error %.0f %%: %s%n", 100 * error.rate(), transcript);
    assertThat(error.rate()).isLessThan(0.4);
    Map<String, Integer> speakers = new HashMap<>();
    for (TurnTiming timing : spoken.timings()) {
      Duration middle = timing.start().plus(timing.end()).dividedBy(2);
      int speaker =
          heard.turns().stream()
              .filter(
                  turn -> turn.start().compareTo(middle) <= 0 && turn.end().compareTo(middle) >= 0)
              .findFirst()
              .orElseThrow()
              .speaker();
      String role = turns.get(timing.index()).role();
      assertThat(speakers.computeIfAbsent(role, _ -> speaker)).isEqualTo(speaker);
    }
    assertThat(speakers.values()).doesNotHaveDuplicates().hasSize(3);
    assertThat((double) heard.length().toMillis())
        .isCloseTo((double) spoken.duration().toMillis(), within(2.0));
    Transcript known = SpokenTranscript.of(script, spoken.timings(), spoken.duration());
    assertThat(known.speakers()).hasSize(3);
  }
}
