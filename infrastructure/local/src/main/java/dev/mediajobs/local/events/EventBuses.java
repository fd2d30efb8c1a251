package dev.mediajobs.local.events;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.mediajobs.local.template.Node.Mapping;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.services.sqs.SqsClient;

/** The default event bus of EventBridge and those of a template; safe for use by many threads. */
public final class EventBuses {

  /** The bus that AWS's own services publish on. */
  static final String DEFAULT = "default";

  /** EventBridge's limit for one event. */
  private static final int LARGEST_EVENT = 256 * 1024;

  private static final JsonMapper JSON =
      JsonMapper.builder()
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
          .build();

  private final Set<String> names;
  private final List<Rule> rules;
  private final SqsClient sqs;

  private EventBuses(Set<String> names, List<Rule> rules, SqsClient sqs) {
    this.names = names;
    this.rules = rules;
    this.sqs = sqs;
  }

  /**
   * Makes the buses.
   *
   * @param buses the names of those beside the default one
   * @param rules evaluated properties of resources of the type {@code AWS::Events::Rule}
   * @param queueUrlByArn the queues that can be targets
   * @param sqs sends to them; not closed by the buses
   * @throws dev.mediajobs.local.template.TemplateException if a rule can't be emulated
   */
  public static EventBuses of(
      List<String> buses, List<Mapping> rules, Map<String, String> queueUrlByArn, SqsClient sqs) {
    Set<String> names = new HashSet<>(buses);
    names.add(DEFAULT);
    return new EventBuses(
        Set.copyOf(names),
        rules.stream()
            .map(rule -> Rule.of(rule, names, queueUrlByArn))
            .flatMap(Optional::stream)
            .toList(),
        sqs);
  }

  /** Whether there is a bus with this name. */
  boolean has(String name) {
    return names.contains(name);
  }

  /**
   * Publishes an event on the default bus.
   *
   * @param event as below
   * @throws IllegalArgumentException as below
   */
  public void publish(String event) {
    publish(DEFAULT, event);
  }

  /**
   * Sends an event, unchanged, to the targets of all rules of a bus that choose it.
   *
   * @param event JSON with the fields of "Events" in the EventBridge guide, up to 256 KiB
   * @throws IllegalArgumentException if it is larger or not JSON, or there is no such bus
   */
  void publish(String bus, String event) {
    if (!has(bus)) {
      throw new IllegalArgumentException("there is no event bus " + bus);
    }
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
        .filter(rule -> rule.bus().equals(bus))
        .filter(rule -> rule.pattern().matches(content))
        .flatMap(rule -> rule.queueUrls().stream())
        .forEach(queue -> sqs.sendMessage(message -> message.queueUrl(queue).messageBody(event)));
  }
}
