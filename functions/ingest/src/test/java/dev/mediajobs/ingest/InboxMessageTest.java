package dev.mediajobs.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class InboxMessageTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          inbox/board+meeting.mp4            | inbox/board meeting.mp4
          inbox/a%2Bb%26c%25.mp4             | inbox/a+b&c%.mp4
          inbox/M%C3%A4rz/%F0%9F%98%80.mp4   | inbox/März/😀.mp4
          inbox/language%3Dde/a.mp4          | inbox/language=de/a.mp4
          """)
  void keysAreDecodedAsFormsAre(String encoded, String key) {
    assertThat(InboxMessage.of(created(encoded), "media"))
        .isEqualTo(
            new InboxMessage.Created(List.of(new CreatedObject(new InboxKey(key), "tag", "0055"))));
  }

  @Test
  void aKeyThatIsNotEncodedIsForeign() {
    assertThat(InboxMessage.of(created("inbox/100%.mp4"), "media"))
        .isEqualTo(new InboxMessage.Foreign("the object's key is not URL-encoded"));
  }

  @Test
  void theJobOfAnObjectFollowsFromItsKeyAndItsSequencer() {
    CreatedObject one = new CreatedObject(new InboxKey("inbox/a"), "tag", "0055");

    assertThat(one.job())
        .isEqualTo(new CreatedObject(new InboxKey("inbox/a"), "tag", "0055").job())
        .isNotEqualTo(new CreatedObject(new InboxKey("inbox/a"), "tag", "0056").job())
        .isNotEqualTo(new CreatedObject(new InboxKey("inbox/b"), "tag", "0055").job());
    assertThat(one.job().value().version()).isEqualTo(8);
    assertThat(one.job().value().variant()).isEqualTo(2);
  }

  @Test
  void whereAStoreGivesNoSequencerTheEntityTagTellsObjectsApart() {
    assertThat(new CreatedObject(new InboxKey("inbox/a"), "one", "").job())
        .isNotEqualTo(new CreatedObject(new InboxKey("inbox/a"), "two", "").job());
  }

  private static String created(String key) {
    return """
        {"Records":[{"eventName":"ObjectCreated:Put","s3":{"bucket":{"name":"media"},\
        "object":{"key":"%s","size":1,"eTag":"tag","sequencer":"0055"}}}]}"""
        .formatted(key);
  }
}
