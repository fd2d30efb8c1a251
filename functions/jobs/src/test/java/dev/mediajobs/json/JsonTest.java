package dev.mediajobs.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JsonTest {

  @Test
  void membersAreReadByNameAndType() throws JsonException {
    JsonObject json =
        Json.object(
            "{\"s\":\"x\",\"n\":7,\"f\":7.0,\"b\":true,\"z\":null,\"l\":[{\"n\":1},{\"n\":2}],\"o\":{\"s\":\"y\"}}");

    assertThat(json.requiredString("s")).isEqualTo("x");
    assertThat(json.requiredWholeNumber("n", 0, 10)).isEqualTo(7);
    assertThat(json.requiredWholeNumber("f", 0, 10)).isEqualTo(7);
    assertThat(json.bool("b")).contains(true);
    assertThat(json.string("z")).isEmpty();
    assertThat(json.string("absent")).isEmpty();
    assertThat(json.objects("l")).hasSize(2);
    assertThat(json.object("o").orElseThrow().requiredString("s")).isEqualTo("y");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"n\":\"7\"}|n must be a whole number",
        "{\"n\":7.5}|n must be a whole number",
        "{\"n\":11}|n must lie between 0 and 10",
        "{\"n\":-1}|n must lie between 0 and 10",
        "{\"n\":1e999999999}|n must lie between 0 and 10",
        "{\"n\":{}}|n must be a whole number",
        "{}|n is missing",
        "{\"n\":null}|n is missing",
      })
  void aWrongNumberIsNamed(String text, String message) throws JsonException {
    JsonObject json = Json.object(text);

    assertThatThrownBy(() -> json.requiredWholeNumber("n", 0, 10)).hasMessage(message);
  }

  @Test
  void aWrongMemberOfAListIsNamedWithItsPlace() throws JsonException {
    JsonObject second = Json.object("{\"parts\":[{},{\"etag\":5}]}").objects("parts").get(1);

    assertThatThrownBy(() -> second.string("etag")).hasMessage("parts[1].etag must be a string");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "  ",
        "{",
        "[]",
        "\"x\"",
        "null",
        "{} {}",
        "{'a':1}",
        "{\"a\":1,}",
        "{\"a\":1,\"a\":2}",
        "{\"a\":NaN}",
        "\u0000",
        "{\"a\":\"\n\"}"
      })
  void whatIsNoJsonObjectIsRefused(String text) {
    assertThatThrownBy(() -> Json.object(text))
        .isInstanceOf(JsonException.class)
        .hasMessageStartingWith("the JSON text");
  }

  @Test
  void aSyntaxErrorSaysWhereItIs() {
    assertThatThrownBy(() -> Json.object("{\n  \"a\": oops\n}"))
        .hasMessageContaining("line 2")
        .hasMessageNotContaining("oops");
  }

  @Test
  void endlessNestingAndEndlessNumbersAreRefused() {
    assertThatThrownBy(() -> Json.object("{\"a\":" + "[".repeat(100_000)))
        .isInstanceOf(JsonException.class);
    assertThatThrownBy(() -> Json.object("{\"a\":" + "9".repeat(100_000) + "}"))
        .isInstanceOf(JsonException.class);
  }
}
