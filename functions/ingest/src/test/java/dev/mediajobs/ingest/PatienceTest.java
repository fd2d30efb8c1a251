package dev.mediajobs.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.events.SQSEvent.SQSMessage;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.ChangeMessageVisibilityRequest;
import software.amazon.awssdk.services.sqs.model.ChangeMessageVisibilityResponse;
import software.amazon.awssdk.services.sqs.model.SqsException;

class PatienceTest {

  private final List<ChangeMessageVisibilityRequest> changes = new ArrayList<>();

  @ParameterizedTest
  @CsvSource({"1, 30", "2, 40", "10, 120", "88, 900", "1000, 900", "2147483647, 900"})
  void thePauseGrowsWithEachTimeUpToAQuarterOfAnHour(int received, long seconds) {
    assertThat(Patience.pause(received)).isEqualTo(Duration.ofSeconds(seconds));
  }

  @Test
  void theQueueIsToldWhenTheMessageIsToComeAgain() {
    new Patience(sqs(request -> changes.add(request)), "https://queue").putOff(message());

    assertThat(changes)
        .containsExactly(
            ChangeMessageVisibilityRequest.builder()
                .queueUrl("https://queue")
                .receiptHandle("handle")
                .visibilityTimeout(50)
                .build());
  }

  @Test
  void aQueueThatDoesNotListenIsNoFaultOfTheMessage() {
    new Patience(
            sqs(
                request -> {
                  changes.add(request);
                  throw SqsException.builder().message("not now").build();
                }),
            "https://queue")
        .putOff(message());

    assertThat(changes).hasSize(1);
  }

  private static SQSMessage message() {
    SQSMessage message = new SQSMessage();
    message.setMessageId("message");
    message.setReceiptHandle("handle");
    message.setAttributes(Map.of("ApproximateReceiveCount", "3"));
    return message;
  }

  private static SqsClient sqs(Consumer<ChangeMessageVisibilityRequest> taking) {
    return (SqsClient)
        Proxy.newProxyInstance(
            SqsClient.class.getClassLoader(),
            new Class<?>[] {SqsClient.class},
            (proxy, method, arguments) -> {
              if (arguments[0] instanceof ChangeMessageVisibilityRequest request) {
                taking.accept(request);
                return ChangeMessageVisibilityResponse.builder().build();
              }
              return InvocationHandler.invokeDefault(proxy, method, arguments);
            });
  }
}
