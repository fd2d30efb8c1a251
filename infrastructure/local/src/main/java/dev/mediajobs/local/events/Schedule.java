package dev.mediajobs.local.events;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.mediajobs.local.template.Template;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;

/**
 * A rule that sends an event again and again.
 *
 * @param ruleArn what the event names as its origin
 * @param rate how often
 * @param input JSON that is sent in place of the usual event
 * @param target takes each event; must return at once and may be called from any thread
 */
public record Schedule(String ruleArn, Rate rate, Optional<String> input, Consumer<String> target) {

  /** Sends the event of this instant. */
  void fire(Instant now) {
    target.accept(input.orElseGet(() -> event(now)));
  }

  /** As in "Events from EventBridge schedules", with whole seconds. */
  private String event(Instant now) {
    ObjectNode event = JsonNodeFactory.instance.objectNode();
    event.put("version", "0");
    event.put("id", UUID.randomUUID().toString());
    event.put("detail-type", "Scheduled Event");
    event.put("source", "aws.events");
    event.put("account", Template.ACCOUNT);
    event.put("time", now.truncatedTo(ChronoUnit.SECONDS).toString());
    event.put("region", Template.REGION);
    event.putArray("resources").add(ruleArn);
    event.putObject("detail");
    return event.toString();
  }
}
