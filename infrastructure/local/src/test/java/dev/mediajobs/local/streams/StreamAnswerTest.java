package dev.mediajobs.local.streams;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class StreamAnswerTest {

  private static final List<StreamRecord> BATCH =
      Stream.of("10", "20", "30")
          .map(
              number ->
                  new StreamRecord(number, Instant.EPOCH, JsonNodeFactory.instance.objectNode(), 2))
          .toList();

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "null",
        "{}",
        "{\"batchItemFailures\":null}",
        "{\"batchItemFailures\":[]}",
        "{\"somethingElse\":[7]}"
      })
  void anAnswerThatReportsNothingIsASuccess(String answer) {
    assertThat(StreamAnswer.handled(answer, BATCH)).isEqualTo(3);
  }

  @ParameterizedTest
  @CsvSource({"10, 0", "20, 1", "30, 2"})
  void everythingBeforeTheReportedRecordIsHandled(String reported, int handled) {
    assertThat(
            StreamAnswer.handled(
                "{\"batchItemFailures\":[{\"itemIdentifier\":\"30\"},{\"itemIdentifier\":\"%s\"}]}"
                    .formatted(reported),
                BATCH))
        .isEqualTo(handled);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "no json",
        "{\"batchItemFailures\":7}",
        "{\"batchItemFailures\":[{\"itemIdentifier\":\"\"}]}",
        "{\"batchItemFailures\":[{\"itemIdentifier\":null}]}",
        "{\"batchItemFailures\":[{\"item\":\"30\"}]}",
        "{\"batchItemFailures\":[{\"itemIdentifier\":\"40\"}]}"
      })
  void whatCantBeUnderstoodMeansThatTheBatchFailed(String answer) {
    assertThat(StreamAnswer.handled(answer, BATCH)).isZero();
  }
}
