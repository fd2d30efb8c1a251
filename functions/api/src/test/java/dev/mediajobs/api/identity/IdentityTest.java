package dev.mediajobs.api.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class IdentityTest {

  static String[] usable() {
    return new String[] {
      "a", "auth0|5f7c8ec7", "f3b1c6a0-5d3e-4b8e-9f1a-2c7d8e9f0a1b", "Zoë 王", "x".repeat(255)
    };
  }

  @ParameterizedTest
  @MethodSource("usable")
  void aSubjectIsPrintable(String subject) {
    assertThat(new Identity(subject).subject()).isEqualTo(subject);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "a\u0000",
        "a\nb",
        "a\u007f",
        "\u202eevil",
        "a\u200bb",
        "\ud800",
        "\u2028"
      })
  void anythingElseIsNobodys(String subject) {
    assertThatThrownBy(() -> new Identity(subject)).isInstanceOf(IllegalArgumentException.class);
  }
}
