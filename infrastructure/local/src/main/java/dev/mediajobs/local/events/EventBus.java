package dev.mediajobs.local.events;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.mediajobs.local.template.Node.Mapping;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.sqs.SqsClient;

/** The default event bus of EventBridge; safe for use by many threads. */
public final class EventBus {

  /** EventBridge's limit for one event. */
  private static final int LARGEST_EVENT = 256 * 1024;

  private static final JsonMapper JSON =
      JsonMapper.builder()
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
          .build();

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
   * @throws IllegalArgumentException if it is larger or not JSON
   */
  public void publish(String event) {
    if (event.length() > LARGEST_EVENT) {
      throw new IllegalArgumentException(
          "an event has at most " + LARGEST_EVENT + " bytes, not " + event.length());
    }
    JsonNode content;
    try {
      content = JSON.readTree(event);
    } catch (JsonProcessingException malformed) {
      throw new IllegalArgumentException("an event must be JSON", malformed);
    }
    rules.stream()
        .filter(rule -> rule.pattern().matches(content))
        .flatMap(rule -> rule.queueUrls().stream())
        .forEach(queue -> sqs.sendMessage(message -> message.queueUrl(queue).messageBody(event)));
  }
}
