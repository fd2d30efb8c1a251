package dev.mediajobs.local.speech;

import static dev.mediajobs.local.speech.Recordings.audio;
import static dev.mediajobs.local.speech.Recordings.babble;
import static dev.mediajobs.local.speech.Recordings.joined;
import static dev.mediajobs.local.speech.Recordings.silence;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class PassagesTest {

  private static List<Passage> cut(short[] samples) throws IOException {
    Passages passages = new Passages(audio(samples));
    List<Passage> all = new ArrayList<>();
    for (Optional<Passage> next = passages.next(); next.isPresent(); next = passages.next()) {
      all.add(next.get());
    }
    return all;
  }

  @Test
  void aLongRecordingIsCutWhereItIsQuiet() throws Exception {
    short[] samples =
        joined(
            List.of(
                babble(Duration.ofSeconds(20)),
                silence(Duration.ofSeconds(1)),
                babble(Duration.ofSeconds(20))));

    List<Passage> passages = cut(samples);

    assertThat(passages).hasSize(2);
    assertThat(passages.getFirst().end()).isBetween(Duration.ofSeconds(20), Duration.ofSeconds(21));
  }

  @Test
  void passagesFollowEachOtherWithoutGapAndNoneIsTooLong() throws Exception {
    short[] samples = babble(Duration.ofSeconds(125));

    List<Passage> passages = cut(samples);

    long expected = 0;
    for (Passage passage : passages) {
      assertThat(passage.firstSample()).isEqualTo(expected);
      assertThat(passage.end().minus(passage.start())).isLessThanOrEqualTo(Passages.LONGEST);
      assertThat(passage.sample(0)).isEqualTo(samples[(int) expected]);
      expected += passage.length();
    }
    assertThat(expected).isEqualTo(samples.length);
  }

  @Test
  void anEmptyRecordingHasNoPassage() throws Exception {
    assertThat(cut(new short[0])).isEmpty();
  }
}
