package dev.mediajobs.local.events;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.mediajobs.local.template.Node.Mapping;
import dev.mediajobs.local.template.Template;
import dev.mediajobs.local.template.TemplateException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EventPatternTest {

  private static final JsonMapper JSON =
      JsonMapper.builder()
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
          .build();

  @TempDir private Path folder;

  @ParameterizedTest(name = "{0} and {1}: {2}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          {"a": ["x"]}                                     | {"a": "x"}             | true
          {"a": ["x"]}                                     | {"a": "X"}             | false
          {"a": ["x", "y"]}                                | {"a": "y"}             | true
          {"a": ["x"]}                                     | {"b": "x"}             | false
          {"a": ["x"], "b": ["y"]}                         | {"a": "x"}             | false
          {"a": ["x"]}                                     | {"a": ["w", "x"]}      | true
          {"a": ["x"]}                                     | {"a": []}              | false
          {"a": [5]}                                       | {"a": 5}               | true
          {"a": [5]}                                       | {"a": 5.0}             | false
          {"a": [5]}                                       | {"a": "5"}             | false
          {"a": ["5"]}                                     | {"a": 5}               | false
          {"a": [true]}                                    | {"a": true}            | true
          {"a": [true]}                                    | {"a": "true"}          | false
          {"a": {"b": {"c": ["x"]}}}                       | {"a": {"b": {"c": "x"}}} | true
          {"a": {"b": ["x"]}}                              | {"a": "x"}             | false
          {"a": [{"prefix": "me"}]}                        | {"a": "mediajobs"}     | true
          {"a": [{"prefix": "me"}]}                        | {"a": "am me"}         | false
          {"a": [{"prefix": {"equals-ignore-case": "ME"}}]} | {"a": "media"}        | true
          {"a": [{"suffix": ".mp4"}]}                      | {"a": "x.mp4"}         | true
          {"a": [{"suffix": ".mp4"}]}                      | {"a": "mp4"}           | false
          {"a": [{"suffix": {"equals-ignore-case": ".MP4"}}]} | {"a": "x.mp4"}      | true
          {"a": [{"equals-ignore-case": "Yes"}]}           | {"a": "yES"}           | true
          {"a": [{"anything-but": "x"}]}                   | {"a": "y"}             | true
          {"a": [{"anything-but": "x"}]}                   | {"a": "x"}             | false
          {"a": [{"anything-but": "x"}]}                   | {"b": "y"}             | false
          {"a": [{"anything-but": ["x", 7]}]}              | {"a": 7}               | false
          {"a": [{"anything-but": {"prefix": "x"}}]}       | {"a": "xy"}            | false
          {"a": [{"anything-but": {"prefix": "x"}}]}       | {"a": "yx"}            | true
          {"a": [{"anything-but": {"suffix": ["x", "y"]}}]} | {"a": "by"}           | false
          {"a": [{"exists": true}]}                        | {"a": null}            | true
          {"a": [{"exists": true}]}                        | {"b": 1}               | false
          {"a": [{"exists": false}]}                       | {"b": 1}               | true
          {"a": [{"exists": false}]}                       | {"a": 1}               | false
          {"a": {"b": [{"exists": false}]}}                | {}                     | true
          {"a": [{"numeric": [">", 0, "<=", 5]}]}          | {"a": 5}               | true
          {"a": [{"numeric": [">", 0, "<=", 5]}]}          | {"a": 5.01}            | false
          {"a": [{"numeric": [">", 0, "<=", 5]}]}          | {"a": 0}               | false
          {"a": [{"numeric": ["=", 5]}]}                   | {"a": 5.0}             | true
          {"a": [{"numeric": ["<", 5]}]}                   | {"a": "4"}             | false
          {"a": ["z", {"prefix": "x"}]}                    | {"a": "xy"}            | true
          """)
  void aPatternChoosesAsEventBridgeDoes(String pattern, String event, boolean chosen)
      throws Exception {
    assertThat(pattern(pattern).matches(JSON.readTree(event))).isEqualTo(chosen);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          {"a": [{"wildcard": "x*"}]}             | the operator wildcard of event patterns is not emulated here
          {"a": [{"cidr": "10.0.0.0/8"}]}         | the operator cidr of event patterns is not emulated here
          {"$or": [{"a": ["x"]}]}                 | the operator $or of event patterns is not emulated here
          {"a": [{"anything-but": {"wildcard": "x*"}}]} | the operator wildcard of event patterns is not emulated here
          {"a": "x"}                              | the values of a must be a list
          {"a": [{"numeric": [">"]}]}             | numeric takes pairs of a comparison and a number
          {"a": [{"numeric": ["~", 1]}]}          | numeric does not know the comparison ~
          {"a": [{"numeric": ["<", x]}]}          | 'x' is not a number
          {"a": [{"prefix": x, "suffix": y}]}     | an alternative has exactly one operator
          """)
  void whatIsNotEmulatedIsRefusedAtStart(String pattern, String message) {
    assertThatThrownBy(() -> pattern(pattern))
        .isInstanceOf(TemplateException.class)
        .hasMessageStartingWith("rule.yaml line 5: " + message.strip());
  }

  private EventPattern pattern(String pattern) throws IOException {
    String template =
        "Resources:\n  Rule:\n    Type: AWS::Events::Rule\n    Properties:\n      EventPattern: "
            + pattern
            + "\n";
    Path file = Files.writeString(folder.resolve("rule.yaml"), template);
    Mapping properties = Template.read(file, "demo", Map.of()).resources().getFirst().properties();
    return EventPattern.of(properties.get("EventPattern").mapping());
  }
}
