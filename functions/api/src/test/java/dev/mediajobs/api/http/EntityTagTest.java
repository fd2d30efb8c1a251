package dev.mediajobs.api.http;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EntityTagTest {

  private static final EntityTag TAG = new EntityTag("\"abc\"");

  @Test
  void theSameAnswerHasTheSameTagAndAnotherOneAnother() {
    EntityTag tag = EntityTag.of("body", "prefix");

    assertThat(tag).isEqualTo(EntityTag.of("body", "prefix"));
    assertThat(tag.value()).matches("\"[A-Za-z0-9_-]{32}\"");
    assertThat(tag)
        .isNotEqualTo(EntityTag.of("body", ""))
        .isNotEqualTo(EntityTag.of("bodyprefix"))
        .isNotEqualTo(EntityTag.of("bod", "yprefix"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"\"abc\"", "W/\"abc\"", "*", " * ", "\"x\", \"abc\"", "\"x,y\",W/\"abc\" ,\"z\""})
  void aClientThatNamesTheTagKnowsIt(String header) {
    assertThat(TAG.isKnownTo(asked(header))).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "abc", "\"ab\"", "\"abc", "\"ABC\"", "\"*\"", "\"x\", *"})
  void aClientThatNamesAnotherDoesNot(String header) {
    assertThat(TAG.isKnownTo(asked(header))).isFalse();
  }

  private static Request asked(String header) {
    return Requests.withHeader("if-none-match", header, "");
  }
}
