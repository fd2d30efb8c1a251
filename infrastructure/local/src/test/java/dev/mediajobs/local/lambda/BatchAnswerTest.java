package dev.mediajobs.local.lambda;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.services.sqs.model.Message;

class BatchAnswerTest {

  private static final List<Message> BATCH =
      List.of(Message.builder().messageId("a").build(), Message.builder().messageId("b").build());

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          null                                               | a,b
          {}                                                 | a,b
          {"batchItemFailures": null}                        | a,b
          {"batchItemFailures": []}                          | a,b
          {"batchItemFailures": [{"itemIdentifier": "a"}]}   | b
          {"batchItemFailures": [{"itemIdentifier": "a"}, {"itemIdentifier": "b"}]} | ``
          {"batchItemFailures": [{"itemIdentifier": ""}]}    | ``
          {"batchItemFailures": [{"itemIdentifier": null}]}  | ``
          {"batchItemFailures": [{"id": "a"}]}               | ``
          {"batchItemFailures": [{"itemIdentifier": "c"}]}   | ``
          {"batchItemFailures": "a"}                         | ``
          not JSON                                           | ``
          """)
  void onlyMessagesThatWereSurelyHandledAreDeleted(String answer, String handled) {
    assertThat(
            String.join(
                ",", BatchAnswer.handled(answer, BATCH).stream().map(Message::messageId).toList()))
        .isEqualTo(handled);
  }
}
