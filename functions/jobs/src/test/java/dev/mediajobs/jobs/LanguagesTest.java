package dev.mediajobs.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class LanguagesTest {

  @Test
  void aCodeIsFoundHoweverItIsWritten() {
    for (String text : List.of("en-US", "en-us", "EN_us", " en-US ")) {
      assertThat(Languages.find(text)).as(text).contains("en-US");
    }
  }

  @Test
  void aBareLanguageMeansItsMostCommonVariant() {
    assertThat(Languages.find("en")).contains("en-US");
    assertThat(Languages.find("de")).contains("de-DE");
    assertThat(Languages.find("ja")).contains("ja-JP");
  }

  @Test
  void whatIsNoLanguageIsNotFound() {
    for (String text : List.of("", "xx", "en-XX", "english", "-", "en-", "en-US-x")) {
      assertThat(Languages.find(text)).as(text).isEmpty();
    }
  }
}
