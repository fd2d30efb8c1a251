package dev.mediajobs.api.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mediajobs.aws.Environment;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IssuerTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://login.example.com",
        "https://login.example.com/",
        "https://cognito-idp.eu-central-1.amazonaws.com/eu-central-1_a1B2c3",
        "http://127.0.0.1:9000/realms/test",
        "http://localhost:9000",
        "http://[::1]:9000"
      })
  void anIssuerIsAnHttpsAddressOrOnThisMachine(String name) {
    assertThat(Issuer.of(environment(name, "a"))).contains(new Issuer(name, "a"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "login.example.com",
        "http://login.example.com",
        "http://127.0.0.1.example.com",
        "http://localhost.example.com",
        "http://10.0.0.1",
        "https:///path",
        "https://user@login.example.com",
        "https://login.example.com?tenant=1",
        "https://login.example.com#top",
        "ftp://login.example.com",
        "file:///etc/passwd",
        "https://login example.com"
      })
  void anyOtherStopsTheStart(String name) {
    assertThatThrownBy(() -> Issuer.of(environment(name, "a")))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("JWT_ISSUER");
  }

  @Test
  void oneWithoutTheOtherStopsTheStart() {
    assertThatThrownBy(() -> Issuer.of(environment("https://login.example.com", "")))
        .hasMessageContaining("JWT_AUDIENCE");
    assertThatThrownBy(() -> Issuer.of(environment("", "a"))).hasMessageContaining("JWT_ISSUER");
  }

  @Test
  void withoutEitherThereIsNone() {
    assertThat(Issuer.of(environment("", ""))).isEmpty();
  }

  private static Environment environment(String name, String audience) {
    return new Environment(Map.of("JWT_ISSUER", name, "JWT_AUDIENCE", audience));
  }
}
