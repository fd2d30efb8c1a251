package dev.mediajobs.speech;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.mediajobs.subtitles.Cue;
import dev.mediajobs.subtitles.CueRules;
import dev.mediajobs.subtitles.SubtitleFormat;
import dev.mediajobs.subtitles.Subtitles;
import dev.mediajobs.subtitles.Transcript;
import dev.mediajobs.subtitles.Word;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;

class SpokenTranscriptTest {

  @Test
  void aDialogueBecomesSubtitlesWithItsRolesAsSpeakers() {
    Script script = script("en", Turn.of("Anna", "Good morning, Ben!"), Turn.of("Ben", "Is it?"));

    Transcript transcript =
        SpokenTranscript.of(
            script, List.of(timing(0, 200, 1400), timing(1, 2000, 2500)), Duration.ofSeconds(3));

    assertThat(transcript.duration()).hasMillis(3000);
    assertThat(transcript.words())
        .extracting(Word::shown)
        .containsExactly("Good", "morning,", "Ben!", "Is", "it?");
    assertThat(transcript.words().get(1).after()).isEqualTo(",");
    assertThat(transcript.words().getFirst().start()).hasMillis(200);
    assertThat(transcript.words().get(3).start()).hasMillis(2000);
    assertThat(transcript.words().getLast().end()).isLessThanOrEqualTo(Duration.ofMillis(2500));
    Subtitles subtitles = Subtitles.of(transcript, CueRules.defaults());
    assertThat(subtitles.cues())
        .extracting(Cue::text)
        .containsExactly("Good morning, Ben!", "Is it?");
    assertThat(new String(subtitles.toBytes(SubtitleFormat.VTT), StandardCharsets.UTF_8))
        .contains("Anna", "Ben");
  }

  @Test
  void scriptsWithoutSpacesBecomeSubtitlesWithoutSpaces() {
    String text = "今天天气很好，我们去公园散步吧。你想吃什么？我们可以在那里吃午饭，然后再回家。";
    Script script = script("zh-CN", Turn.of("甲", text));

    Transcript transcript =
        SpokenTranscript.of(script, List.of(timing(0, 0, 9000)), Duration.ofSeconds(9));

    List<Cue> cues = Subtitles.of(transcript, CueRules.defaults()).cues();
    assertThat(cues).hasSizeGreaterThan(1);
    assertThat(String.join("", cues.stream().map(Cue::text).toList())).isEqualTo(text);
  }

  @Test
  void timingsOfAnotherScriptAreRefused() {
    Script script = script("en", Turn.of("A", "a"));

    assertThatIllegalArgumentException()
        .isThrownBy(() -> SpokenTranscript.of(script, List.of(), Duration.ofSeconds(1)));
  }

  @Property
  void whateverIsSaidLiesWithinItsTurnInOrder(
      @ForAll @StringLength(min = 1, max = 80) String text) {
    List<Turn> turns =
        new ArrayList<>(
            List.of(Turn.of("A", "...!"), Turn.of("B", "- \u00ab 🇦🇹 ☂\u0301 \u00bb")));
    if (Rules.text("x" + text).isEmpty()) {
      // A combining mark at the very start would go to the word before it.
      turns.add(Turn.of("A", "x" + text));
    }
    List<TurnTiming> timings = new ArrayList<>();
    for (int index = 0; index < turns.size(); index++) {
      timings.add(timing(index, index * 1000L, index * 1000L + 300));
    }

    Transcript transcript =
        SpokenTranscript.of(
            script("en", turns.toArray(Turn[]::new)), timings, Duration.ofSeconds(5));

    assertThat(transcript.words()).isNotEmpty();
    for (Word word : transcript.words()) {
      assertThat(word.start().toMillisPart()).isLessThanOrEqualTo(300);
      assertThat(word.end().minus(word.start())).isLessThanOrEqualTo(Duration.ofMillis(300));
    }
  }

  private static TurnTiming timing(int index, long start, long end) {
    return new TurnTiming(index, Duration.ofMillis(start), Duration.ofMillis(end));
  }

  private static Script script(String language, Turn... turns) {
    return new Script(
        "polly",
        Optional.of(language),
        List.of(turns),
        Map.of("Anna", "Joanna", "Ben", "Matthew", "A", "Amy", "B", "Brian", "甲", "Zhiyu"),
        AudioFormat.MP3);
  }
}
