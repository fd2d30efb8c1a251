package dev.mediajobs.naming;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mediajobs.json.JsonException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GivenNameTest {

  @ParameterizedTest
  @ValueSource(strings = {"../../etc/passwd", "a \"quoted\" name.mp4", "🎬 фильм.mkv", "100%.mp4"})
  void aNameIsKeptAsGiven(String name) throws Exception {
    assertThat(GivenName.of("filename", name)).isEqualTo(name);
  }

  @Test
  void controlCharactersAndDirectionMarksGo() throws Exception {
    assertThat(GivenName.of("filename", "a\r\nb\u0000c\u001B[31m\u202Egpj.exe\u2069\u200F"))
        .isEqualTo("abc[31mgpj.exe");
  }

  @Test
  void aThousandCharactersAreAllowedWhateverTheyAreMadeOf() throws Exception {
    String longest = "🎬".repeat(1000);

    assertThat(GivenName.of("filename", longest)).isEqualTo(longest);
  }

  @Test
  void moreAreNot() {
    assertRefused("x".repeat(1001), "must not be longer than 1,000 characters");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "   ", "\n", "\u202E"})
  void aNameOfNothingIsRefused(String name) {
    assertRefused(name, "must not be empty");
  }

  @Test
  void halfASurrogatePairIsRefused() {
    assertRefused("a\uD83Cb", "is not valid Unicode: it holds half of a surrogate pair");
  }

  private static void assertRefused(String name, String problem) {
    assertThatThrownBy(() -> GivenName.of("filename", name))
        .isInstanceOf(JsonException.class)
        .hasMessage("filename " + problem);
  }
}
