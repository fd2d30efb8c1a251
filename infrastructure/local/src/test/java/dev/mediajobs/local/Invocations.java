package dev.mediajobs.local;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What Lambda hands to a function, for tests that call one themselves. */
public final class Invocations {

  private Invocations() {}

  /** For a function that asks for nothing. */
  public static Context context() {
    return context(Optional.empty());
  }

  /** For one that asks for nothing but the time that it has left. */
  public static Context context(Duration left) {
    return context(Optional.of(left));
  }

  private static Context context(Optional<Duration> left) {
    return (Context)
        Proxy.newProxyInstance(
            Context.class.getClassLoader(),
            new Class<?>[] {Context.class},
            (_, method, _) -> {
              if (left.isPresent() && method.getName().equals("getRemainingTimeInMillis")) {
                return Math.toIntExact(left.get().toMillis());
              }
              throw new IllegalStateException("the function asked for " + method.getName());
            });
  }

  /** Messages with these bodies, each received for the first time. */
  public static SQSEvent messages(String... bodies) {
    List<SQSEvent.SQSMessage> messages = new ArrayList<>();
    for (String body : bodies) {
      SQSEvent.SQSMessage message = new SQSEvent.SQSMessage();
      message.setMessageId("message-" + messages.size());
      message.setReceiptHandle("receipt-" + messages.size());
      message.setAttributes(Map.of("ApproximateReceiveCount", "1"));
      message.setBody(body);
      messages.add(message);
    }
    SQSEvent event = new SQSEvent();
    event.setRecords(messages);
    return event;
  }
}
