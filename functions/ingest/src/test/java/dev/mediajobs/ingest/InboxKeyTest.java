package dev.mediajobs.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class InboxKeyTest {

  @ParameterizedTest
  @ValueSource(strings = {"inbox/", "inbox/folder/", "inbox/talk.mp4.json", "inbox/Talk.JSON"})
  void foldersAndSidecarsAreNoMedia(String key) {
    assertThat(new InboxKey(key).isMedia()).isFalse();
  }

  @Test
  void whatAnObjectHasFollowsFromItsKey() {
    InboxKey key = new InboxKey("inbox/a//b=c/talk.mp4");

    assertThat(key.isMedia()).isTrue();
    assertThat(key.filename()).isEqualTo("talk.mp4");
    assertThat(key.folders()).containsExactly("a", "", "b=c");
    assertThat(key.sidecar()).isEqualTo("inbox/a//b=c/talk.mp4.json");
    assertThat(key.results()).isEqualTo("results/a//b=c/talk.mp4/");
  }

  @Test
  void theLengthThatCountsIsThatOfTheKeyInUtf8() {
    assertThat(new InboxKey("inbox/" + "ä".repeat(447)).isTooLong()).isFalse();
    assertThat(new InboxKey("inbox/" + "ä".repeat(448)).isTooLong()).isTrue();
  }
}
