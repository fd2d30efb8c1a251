package dev.mediajobs.api.http;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IdempotencyKeyTest {

  @Test
  void theKeyIsTakenAsItIsAndTheBodyTellsRequestsApart() throws Exception {
    IdempotencyKey key = sent("\"a key\"", "{}");

    assertThat(key.value()).isEqualTo("\"a key\"");
    assertThat(key).isEqualTo(sent("\"a key\"", "{}"));
    assertThat(key.fingerprint()).isNotEqualTo(sent("\"a key\"", "{ }").fingerprint());
  }

  @Test
  void aRequestNeedsNone() throws Exception {
    assertThat(IdempotencyKey.of(Requests.withHeader("accept", "*/*", "{}"))).isEmpty();
  }

  @Test
  void theLongestKeyHas255Characters() throws Exception {
    assertThat(sent("k".repeat(255), "").value()).hasSize(255);
    Refused.problemOf(() -> sent("k".repeat(256), "")).returns(400, Problem::status);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "caf\u00e9", "a\tb", "a\u0000b", "\u007f"})
  void aKeyThatCannotBePrintedIsRefused(String key) {
    Refused.problemOf(() -> sent(key, ""))
        .returns("invalid_idempotency_key", Problem::code)
        .satisfies(problem -> assertThat(problem.detail()).contains("1 to 255 printable"));
  }

  private static IdempotencyKey sent(String key, String body) throws Refusal {
    return IdempotencyKey.of(Requests.withHeader("idempotency-key", key, body)).orElseThrow();
  }
}
