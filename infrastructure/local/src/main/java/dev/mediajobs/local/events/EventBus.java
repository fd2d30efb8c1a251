package dev.mediajobs.local.events;

import dev.mediajobs.local.template.Node.Mapping;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.sqs.SqsClient;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The default event bus of EventBridge; safe for use by many threads. */
public final class EventBus {

  /** EventBridge's limit for one event. */
  private static final int LARGEST_EVENT = 256 * 1024;

  private static final JsonMapper JSON =
      JsonMapper.builder().enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS).build();

  private final List<Rule> rules;
  private final SqsClient sqs;

  private EventBus(List<Rule> rules, SqsClient sqs) {
    this.rules = rules;
    this.sqs = sqs;
  }

  /**
   * Makes a bus.
   *
   * @param rules evaluated properties of resources of the type {@code AWS::Events::Rule}
   * @param queueUrlByArn the queues that can be targets
   * @param sqs sends to them; not closed by the bus
   * @throws dev.mediajobs.local.template.TemplateException if a rule can't be emulated
   */
  public static EventBus of(List<Mapping> rules, Map<String, String> queueUrlByArn, SqsClient sqs) {
    return new EventBus(
        rules.stream().map(rule -> Rule.of(rule, queueUrlByArn)).flatMap(Optional::stream).toList(),
        sqs);
  }

  /**
   * Sends an event, unchanged, to the targets of all rules that choose it.
   *
   * @param event JSON with the fields of "Events" in the EventBridge guide, up to 256 KiB
   * @throws IllegalArgumentException if it is larger
   * @throws tools.jackson.core.JacksonException if it is not JSON
   */
  public void publish(String event) {
    if (event.length() > LARGEST_EVENT) {
      throw new IllegalArgumentException(
          "an event has at most " + LARGEST_EVENT + " bytes, not " + event.length());
    }
    JsonNode content = JSON.readTree(event);
    rules.stream()
        .filter(rule -> rule.pattern().matches(content))
        .flatMap(rule -> rule.queueUrls().stream())
        .forEach(queue -> sqs.sendMessage(message -> message.queueUrl(queue).messageBody(event)));
  }
}
