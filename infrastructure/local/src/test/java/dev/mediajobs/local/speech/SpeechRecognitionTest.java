package dev.mediajobs.local.speech;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mediajobs.local.sample.SyntheticVoice;
import dev.mediajobs.local.sample.WordError;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The real recogniser and the real voices together. */
final class SpeechRecognitionTest {

  private static final String HERS = "Good morning, and thank you for coming.";
  private static final String HIS = "We can start tomorrow morning.";

  @Test
  void twoVoicesAreUnderstoodAndToldApart() throws Exception {
    short[] pause = Recordings.silence(Duration.ofMillis(700));
    short[] hers = SyntheticVoice.woman().say(HERS);
    short[] his = SyntheticVoice.man().say(HIS);
    short[] recording = Recordings.joined(List.of(pause, hers, pause, his, pause));

    Speech speech = new Listener(SphinxRecognizer.shared()).listen(Recordings.audio(recording), 5);

    String transcript =
        speech.words().stream().map(SpokenWord::text).collect(Collectors.joining(" "));
    WordError error = WordError.between(HERS + " " + HIS, transcript);
    System.out.printf("Word error %.0f %%: %s%n", 100 * error.rate(), transcript);
    assertThat(error.rate()).isLessThan(0.4);
    assertThat(speech.turns().stream().map(Turn::speaker)).containsExactly(0, 1);
    Duration change = SpeechAudio.duration(pause.length + hers.length + pause.length / 2);
    assertThat(speech.words())
        .allSatisfy(
            word ->
                assertThat(speech.turnOf(word).speaker())
                    .isEqualTo(word.start().compareTo(change) < 0 ? 0 : 1));
    assertThat(speech.words()).allMatch(word -> word.confidence() > 0);
    assertThat(speech.length()).isEqualTo(SpeechAudio.duration(recording.length));
  }

  @Test
  void speechFortyDecibelsQuieterIsUnderstood() throws Exception {
    short[] quiet = SyntheticVoice.woman().say(HERS);
    for (int i = 0; i < quiet.length; i++) {
      quiet[i] = (short) (quiet[i] / 150);
    }

    Speech speech = new Listener(SphinxRecognizer.shared()).listen(Recordings.audio(quiet), 1);

    assertThat(speech.words().stream().map(SpokenWord::text)).contains("morning", "thank", "you");
  }

  @Test
  void nothingIsHeardInSilence() throws Exception {
    Speech speech =
        new Listener(SphinxRecognizer.shared())
            .listen(Recordings.audio(Recordings.silence(Duration.ofSeconds(2))), 2);

    assertThat(speech.words()).isEmpty();
    assertThat(speech.turns()).isEmpty();
  }
}
