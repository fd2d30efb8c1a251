package dev.mediajobs.local.events;

import dev.mediajobs.local.template.Node;
import dev.mediajobs.local.template.Node.Mapping;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A rule of a bus.
 *
 * @param bus the bus's name
 * @param pattern what it chooses
 * @param queueUrls where the chosen events go
 */
record Rule(String bus, EventPattern pattern, List<String> queueUrls) {

  /**
   * Reads a rule from evaluated properties.
   *
   * @param buses the names of the buses that there are
   * @param queueUrlByArn the queues that can be targets
   * @return empty when it is disabled
   */
  static Optional<Rule> of(
      Mapping properties, Set<String> buses, Map<String, String> queueUrlByArn) {
    String bus = properties.find("EventBusName").map(Node::text).orElse(EventBuses.DEFAULT);
    if (!buses.contains(bus)) {
      throw properties.location().error("the event bus " + bus + " is not of this template");
    }
    EventPattern pattern = EventPattern.of(properties.get("EventPattern").mapping());
    List<String> targets =
        properties.get("Targets").elements().stream()
            .map(target -> target.mapping().get("Arn"))
            .map(arn -> url(arn, queueUrlByArn))
            .toList();
    String state = properties.find("State").map(Node::text).orElse("ENABLED");
    return state.equals("DISABLED")
        ? Optional.empty()
        : Optional.of(new Rule(bus, pattern, targets));
  }

  private static String url(Node arn, Map<String, String> queueUrlByArn) {
    return Optional.ofNullable(queueUrlByArn.get(arn.text()))
        .orElseThrow(
            () ->
                arn.location().error("the target " + arn.text() + " is no queue of this template"));
  }
}
