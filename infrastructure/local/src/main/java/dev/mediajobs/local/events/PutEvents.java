package dev.mediajobs.local.events;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.mediajobs.local.template.Template;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;

/**
 * The operation PutEvents: each entry is taken or refused for itself.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/eventbridge/latest/APIReference/API_PutEvents.html">PutEvents</a>
 */
final class PutEvents {

  private static final JsonMapper JSON = new JsonMapper();
  private static final int MOST_ENTRIES = 10;
  private static final String BUS_ARN_PART = ":event-bus/";

  private final EventBuses buses;
  private final Clock clock;

  PutEvents(EventBuses buses, Clock clock) {
    this.buses = buses;
    this.clock = clock;
  }

  /** An entry that is not taken. */
  private static final class Refused extends Exception {
    private static final long serialVersionUID = 1;
    private final String code;

    Refused(String code, String message) {
      super(message);
      this.code = code;
    }
  }

  /**
   * Performs it.
   *
   * @throws IllegalArgumentException when the request as a whole is not valid
   */
  ObjectNode perform(JsonNode request) {
    JsonNode entries = request.path("Entries");
    if (!entries.isArray() || entries.isEmpty() || entries.size() > MOST_ENTRIES) {
      throw new IllegalArgumentException("Entries must be a list of 1 to 10 entries");
    }
    ObjectNode answer = JSON.createObjectNode();
    ArrayNode results = answer.putArray("Entries");
    int failed = 0;
    for (JsonNode entry : entries) {
      ObjectNode result = results.addObject();
      try {
        result.put("EventId", publish(entry));
      } catch (Refused e) {
        failed++;
        result.put("ErrorCode", e.code).put("ErrorMessage", e.getMessage());
      }
    }
    answer.put("FailedEntryCount", failed);
    return answer;
  }

  private String publish(JsonNode entry) throws Refused {
    String id = UUID.randomUUID().toString();
    ObjectNode event = JSON.createObjectNode();
    event.put("version", "0");
    event.put("id", id);
    event.put("detail-type", text(entry, "DetailType"));
    event.put("source", text(entry, "Source"));
    event.put("account", Template.ACCOUNT);
    event.put("time", time(entry).truncatedTo(ChronoUnit.SECONDS).toString());
    event.put("region", Template.REGION);
    ArrayNode resources = event.putArray("resources");
    entry.path("Resources").forEach(resources::add);
    event.set("detail", detail(entry));
    try {
      buses.publish(bus(entry), event.toString());
    } catch (IllegalArgumentException refused) {
      throw new Refused("InvalidArgument", String.valueOf(refused.getMessage()));
    }
    return id;
  }

  private Instant time(JsonNode entry) {
    JsonNode time = entry.path("Time");
    return time.isNumber()
        ? Instant.ofEpochMilli((long) (time.asDouble() * 1000))
        : clock.instant();
  }

  private static String bus(JsonNode entry) {
    String name = entry.path("EventBusName").asText(EventBuses.DEFAULT);
    int part = name.indexOf(BUS_ARN_PART);
    return part < 0 ? name : name.substring(part + BUS_ARN_PART.length());
  }

  private static JsonNode detail(JsonNode entry) throws Refused {
    try {
      if (JSON.readTree(text(entry, "Detail")) instanceof ObjectNode detail) {
        return detail;
      }
    } catch (JsonProcessingException e) {
      throw new Refused("MalformedDetail", "Detail is malformed: " + e.getOriginalMessage());
    }
    throw new Refused("MalformedDetail", "Detail is malformed.");
  }

  private static String text(JsonNode entry, String name) throws Refused {
    String text = entry.path(name).asText("");
    if (text.isEmpty()) {
      throw new Refused(
          "InvalidArgument",
          "Parameter %s is not valid. Reason: %s is a required argument.".formatted(name, name));
    }
    return text;
  }
}
